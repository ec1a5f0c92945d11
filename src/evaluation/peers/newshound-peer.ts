import { type IndexedCorpus, indexCorpus } from '../indexed-corpus.ts';
import type { OpenPeer } from './peer.ts';

/** This product, through the same door as everybody's articles and questions. */
export const newshoundPeer: OpenPeer = (config) => {
  let corpus: IndexedCorpus | undefined;
  return Promise.resolve({
    async index(documents, signal) {
      corpus = await indexCorpus(config, documents, { signal });
    },
    rank(question, most) {
      if (corpus === undefined) throw new Error('nothing was indexed');
      return corpus.rank(question, most);
    },
    close: async () => corpus?.close(),
  });
};
