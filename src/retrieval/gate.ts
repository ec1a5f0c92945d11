import type { EvidenceFeatures } from './features.ts';
import { GATE, type GateWeights } from './weights.ts';

/** Whether the passages can answer: `enough`, only `some` of what is asked, or `none`. */
export type Verdict = 'enough' | 'some' | 'none';

/** A verdict with the number behind it. */
export interface Judgement {
  readonly verdict: Verdict;
  /** Log-odds that the passages answer, before the thresholds. */
  readonly evidence: number;
  /** What it was judged with; null where there was nothing to judge. */
  readonly weights: GateWeights | null;
}

/**
 * Judges before anything is written: a model that is given passages which do not answer will answer all the same.
 * A logistic model over shares and distances, one for spelling alone, one with meaning, one across languages.
 * @param features null where there is no passage
 * @param across true where the best passage is in another language than the question
 */
export function judge(features: EvidenceFeatures | null, across: boolean): Judgement {
  if (features === null) return { verdict: 'none', evidence: Number.NEGATIVE_INFINITY, weights: null };
  const { meaning } = features;
  const weights: GateWeights = meaning === null ? GATE.spelling : across ? GATE.meaningAcross : GATE.meaning;
  const evidence =
    weights.bias +
    weights.share * features.share +
    weights.sentenceShare * features.sentenceShare +
    weights.missing * features.missing +
    weights.ahead * features.ahead +
    weights.lead * features.lead +
    weights.rarest * features.rarest +
    weights.words * features.words +
    weights.sentence * (meaning?.sentence ?? 0);
  const verdict = evidence >= weights.enough ? 'enough' : evidence >= weights.some ? 'some' : 'none';
  // By spelling alone it cannot be told what a passage in another language says.
  const isBlind = across && meaning === null;
  return { verdict: features.missing === 1 || isBlind ? lowered(verdict) : verdict, evidence, weights };
}

/**
 * Where no name and no number of the question was found, the rest may fit as it likes: it is about somebody else. Of the
 * answerable .002 to .005 are lost by this, of the unanswerable .007 to .017 more are refused (built in, as in weights.ts).
 */
function lowered(verdict: Verdict): Verdict {
  return verdict === 'enough' ? 'some' : 'none';
}
