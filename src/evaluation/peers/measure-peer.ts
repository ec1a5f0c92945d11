import type { Config } from '../../config.ts';
import { readRetrievalSet, type RetrievalSet } from '../beir.ts';
import { bootstrapInterval, mean, scoreRanking } from '../metrics.ts';
import { percentile } from '../statistics.ts';
import { langchainBm25, langchainEnsemble, langchainVectors } from './langchain-peers.ts';
import { newshoundPeer } from './newshound-peer.ts';
import type { OpenPeer } from './peer.ts';

/** Everyone who is compared, by the name in the table. */
export const PEERS = {
  Newshound: newshoundPeer,
  'LangChain HNSWLib': langchainVectors,
  'LangChain BM25Retriever': langchainBm25,
  'LangChain EnsembleRetriever': langchainEnsemble,
} as const satisfies Record<string, OpenPeer>;

export type PeerName = keyof typeof PEERS;

export interface PeerFigures {
  readonly peer: PeerName;
  readonly 'nDCG@10': number;
  /** 95 % interval. */
  readonly ci: readonly [number, number];
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Seconds from documents to answering the first question. */
  readonly indexSeconds: number;
  /** Resident memory of this process when all questions are asked, less what it had before; without a model's process. */
  readonly memoryBytes: number;
}

const DEEPEST = 100;

/** Indexes a test set with one peer and asks all its questions. Meant for a process of its own: it measures memory. */
export async function measurePeer(
  name: PeerName,
  config: Config,
  set: RetrievalSet,
  signal: AbortSignal,
): Promise<PeerFigures> {
  const { documents, queries } = readRetrievalSet(set);
  const before = process.memoryUsage.rss();
  const peer = await PEERS[name](config);
  try {
    const started = performance.now();
    await peer.index(documents, signal);
    await peer.rank(queries[0]?.text ?? '', DEEPEST);
    const indexSeconds = (performance.now() - started) / 1000;
    const times: number[] = [];
    const scores: number[] = [];
    for (const { text, relevant } of queries) {
      signal.throwIfAborted();
      const asked = performance.now();
      const ranked = await peer.rank(text, DEEPEST);
      times.push(performance.now() - asked);
      scores.push(scoreRanking(ranked, relevant)['nDCG@10']);
    }
    return {
      peer: name,
      'nDCG@10': mean(scores),
      ci: bootstrapInterval(scores),
      p50Ms: percentile(times, 0.5),
      p95Ms: percentile(times, 0.95),
      indexSeconds,
      memoryBytes: process.memoryUsage.rss() - before,
    };
  } finally {
    await peer.close();
  }
}
