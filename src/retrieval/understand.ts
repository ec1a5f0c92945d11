import type { FrameLanguage, Question } from '../domain/answer.ts';
import { detectLanguage } from '../text/language.ts';
import { hash32 } from '../text/hash.ts';
import { eachGram } from '../text/ngrams.ts';
import { stemsOf } from '../text/stems.ts';
import { contentWords } from '../text/stop-words.ts';
import { withoutFrame } from '../text/question-frame.ts';
import { foldWords, wordsOf } from '../text/words.ts';
import { GRAM_WEIGHTS } from './weights.ts';

/** A question in the forms that search, scoring and quoting read. */
export interface UnderstoodQuestion {
  readonly text: string;
  /** The text without what it says about itself and not about its subject; this is what is embedded. */
  readonly plain: string;
  /** ISO 639-1 code of the language it is asked in, "und" where it cannot be told. */
  readonly language: string;
  /** Language in which the product answers around the quotes. */
  readonly frame: FrameLanguage;
  /** Words that carry the subject, lower-cased. */
  readonly content: readonly string[];
  /** What each 4-gram of the content words counts for, by its slot. */
  readonly grams: ReadonlyMap<number, number>;
  /** The same of the function words, which tell apart what content words leave level. */
  readonly functionGrams: ReadonlyMap<number, number>;
}

export function understand(question: Question): UnderstoodQuestion {
  const plain = withoutFrame(question.text);
  const words = wordsOf(plain);
  const language = detectLanguage(question.text);
  const content = contentWords(words, language);
  const carrying = new Set(content);
  const frame = question.frame ?? (language === 'de' ? 'de' : 'en');
  return {
    text: question.text,
    plain,
    language,
    frame,
    content,
    grams: weightedGrams(carrying),
    functionGrams: weightedGrams(words.filter((word) => !carrying.has(word))),
  };
}

/** The same question with other content words. */
export function withContent(question: UnderstoodQuestion, content: readonly string[]): UnderstoodQuestion {
  return { ...question, content, grams: weightedGrams(content) };
}

/** Each word once. The 4-grams of a long word say the same thing many times, so each of them counts for less. */
function weightedGrams(words: Iterable<string>): Map<number, number> {
  const weights = new Map<number, number>();
  for (const word of new Set(words)) {
    const slots: number[] = [];
    eachGram(foldWords([word]), (slot) => slots.push(slot));
    const weight = slots.length ** -GRAM_WEIGHTS.wordLength;
    for (const slot of slots) weights.set(slot, (weights.get(slot) ?? 0) + weight);
  }
  return weights;
}

/** The question's distinct stems in a passage's language, as strings for the postings and as 32-bit hashes for scoring. */
export function questionStems(
  question: UnderstoodQuestion,
  language: string,
): { stems: string[]; hashes: number[] } {
  const stems = [...new Set(stemsOf(question.content, language))];
  return { stems, hashes: stems.map(hash32) };
}
