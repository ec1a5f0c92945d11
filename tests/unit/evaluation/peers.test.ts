import { describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../../src/config.ts';
import { loadHnswlib } from '../../../src/search-index/hnswlib.ts';
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

const names = Object.keys(PEERS) as PeerName[];
const hasGraph = !('missing' in (await loadHnswlib()));
/** LangChain's vector store needs hnswlib-node, and its ensemble the store. */
const needsGraph = (name: PeerName): boolean => /HNSWLib|Ensemble/.test(name);

describe('everyone who is compared', () => {
  if (!hasGraph) {
    test.skip("LangChain's vectors are not tried, because hnswlib-node is not built on this machine", () =>
      undefined);
  }

  test.each(names.filter((name) => hasGraph || !needsGraph(name)))(
    '%s finds the document that answers',
    async (name) => {
      const peer = await PEERS[name](parseConfig({ EMBEDDER: 'builtin' }));
      try {
        await peer.index(DOCUMENTS, new AbortController().signal);
        const ranked = await peer.rank('electricity prices in autumn', 3);
        expect(ranked[0]).toBe('prices');
        expect(new Set(ranked).size).toBe(ranked.length);
      } finally {
        await peer.close();
      }
    },
  );
});
