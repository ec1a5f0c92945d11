import { describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../../src/config.ts';
import { type PeerName, PEERS } from '../../../src/evaluation/peers/measure-peer.ts';

const FILLER =
  'The report goes on at length about other things that have nothing to do with it, as reports often do. '.repeat(
    3,
  );
const DOCUMENTS = [
  {
    id: 'bridge',
    title: 'A bridge',
    text: `the new bridge over the river was opened in may by the mayor. ${FILLER}`,
  },
  {
    id: 'prices',
    title: 'Prices',
    text: `electricity prices fell in autumn by a fifth, the regulator said. ${FILLER}`,
  },
  {
    id: 'strike',
    title: 'A strike',
    text: `train drivers were on strike for three days in march. ${FILLER}`,
  },
];

describe('everyone who is compared', () => {
  test.each(Object.keys(PEERS) as PeerName[])('%s finds the document that answers', async (name) => {
    const peer = await PEERS[name](parseConfig({ EMBEDDER: 'builtin' }));
    try {
      await peer.index(DOCUMENTS, new AbortController().signal);
      const ranked = await peer.rank('electricity prices in autumn', 3);
      expect(ranked[0]).toBe('prices');
      expect(new Set(ranked).size).toBe(ranked.length);
    } finally {
      await peer.close();
    }
  });
});
