import type { DocumentInterface } from '@langchain/core/documents';
import type { BaseRetriever } from '@langchain/core/retrievers';
import type { Config } from '../../config.ts';
import { UserError } from '../../errors.ts';
import { openEmbedder } from '../../models/open-embedder.ts';
import { loadHnswlib } from '../../search-index/hnswlib.ts';
import type { BeirDocument } from '../beir.ts';
import type { OpenPeer, Peer } from './peer.ts';

/**
 * LangChain's own retrievers as its documentation puts them together, with default settings. Documents are not split:
 * those of the usual test sets are as long as a passage, and splitting them could only take words away.
 */

/** What the nearest documents are asked for: as many as are ranked. */
const MOST = 100;

type Made = (documents: readonly DocumentInterface[]) => Promise<BaseRetriever>;

export const langchainVectors: OpenPeer = (config) => withEmbedder(config, hnswlib);

export const langchainBm25: OpenPeer = () => Promise.resolve(peer(bm25, () => Promise.resolve()));

export const langchainEnsemble: OpenPeer = (config) =>
  withEmbedder(config, async (documents, embeddings) => {
    const { EnsembleRetriever } = await import('@langchain/classic/retrievers/ensemble');
    const retrievers = [await bm25(documents), await hnswlib(documents, embeddings)];
    return new EnsembleRetriever({ retrievers, weights: [0.5, 0.5] });
  });

type Embeddings = Awaited<ReturnType<typeof openEmbedder>>['embeddings'];

async function withEmbedder(
  config: Config,
  make: (documents: readonly DocumentInterface[], embeddings: Embeddings) => Promise<BaseRetriever>,
): Promise<Peer> {
  const embedder = await openEmbedder(config.embedder, config);
  return peer(
    (documents) => make(documents, embedder.embeddings),
    () => embedder.close(),
  );
}

async function hnswlib(
  documents: readonly DocumentInterface[],
  embeddings: Embeddings,
): Promise<BaseRetriever> {
  const native = await loadHnswlib();
  if ('missing' in native) {
    throw new UserError(
      `LangChain's HNSWLib cannot be compared, because hnswlib-node is not there (${native.missing}). \`npm run doctor\` says how to build it.`,
    );
  }
  const { HNSWLib } = await import('@langchain/community/vectorstores/hnswlib');
  const store = await HNSWLib.fromDocuments([...documents], embeddings);
  return store.asRetriever({ k: Math.min(MOST, documents.length) });
}

const bm25: Made = async (documents) => {
  const { BM25Retriever } = await import('@langchain/community/retrievers/bm25');
  return BM25Retriever.fromDocuments([...documents], { k: MOST });
};

function peer(make: Made, close: () => Promise<void>): Peer {
  let retriever: BaseRetriever | undefined;
  return {
    async index(documents) {
      const { Document } = await import('@langchain/core/documents');
      retriever = await make(
        documents.map(
          ({ id, title, text }) => new Document({ pageContent: textOf({ title, text }), metadata: { id } }),
        ),
      );
    },
    async rank(question, most) {
      if (retriever === undefined) throw new Error('nothing was indexed');
      const found = await retriever.invoke(question);
      return [...new Set(found.map(({ metadata }) => String(metadata['id'])))].slice(0, most);
    },
    close,
  };
}

function textOf({ title, text }: Pick<BeirDocument, 'title' | 'text'>): string {
  return title === '' ? text : `${title}\n${text}`;
}
