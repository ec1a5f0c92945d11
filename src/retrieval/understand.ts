import type { FrameLanguage, Question } from '../domain/answer.ts';
import { detectLanguage } from '../text/language.ts';
import { hash32 } from '../text/hash.ts';
import { eachGram } from '../text/ngrams.ts';
import { stemsOf } from '../text/stems.ts';
import { contentWords } from '../text/stop-words.ts';
import { foldWords, wordsOf } from '../text/words.ts';

/** A question in the forms that search, scoring and quoting read. */
export interface UnderstoodQuestion {
  readonly text: string;
  /** ISO 639-1 code of the language it is asked in, "und" where it cannot be told. */
  readonly language: string;
  /** Language in which the product answers around the quotes. */
  readonly frame: FrameLanguage;
  /** Words that carry the subject, lower-cased. */
  readonly content: readonly string[];
  /** 4-grams of the content words: how often each slot occurs. */
  readonly grams: ReadonlyMap<number, number>;
}

export function understand(question: Question): UnderstoodQuestion {
  const words = wordsOf(question.text);
  const language = detectLanguage(question.text);
  const content = contentWords(words, language);
  const grams = new Map<number, number>();
  eachGram(foldWords(content), (slot) => grams.set(slot, (grams.get(slot) ?? 0) + 1));
  const frame = question.frame ?? (language === 'de' ? 'de' : 'en');
  return { text: question.text, language, frame, content, grams };
}

/** The question's distinct stems in a passage's language, as strings for the postings and as 32-bit hashes for scoring. */
export function questionStems(
  question: UnderstoodQuestion,
  language: string,
): { stems: string[]; hashes: number[] } {
  const stems = [...new Set(stemsOf(question.content, language))];
  return { stems, hashes: stems.map(hash32) };
}
