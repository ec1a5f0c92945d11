import type { Citation, FrameLanguage } from '../domain/answer.ts';
import type { Frequencies } from '../search-index/frequencies.ts';
import { sentencesOf } from '../text/sentences.ts';
import { contentWords } from '../text/stop-words.ts';
import { wordsOf } from '../text/words.ts';
import { citationOf } from './cite.ts';
import { mapMarks, readMarks } from './marks.ts';
import { NOT_IN_SOURCES } from './prompt.ts';
import type { Source } from './source.ts';
import { checkSentence, supportingSpan } from './verify.ts';

/** A draft after checking: what is left of it, with its citations numbered in order of appearance. */
export interface CheckedDraft {
  readonly text: string;
  readonly citations: readonly Citation[];
  /** Sentences that were taken out. */
  readonly removed: number;
}

/**
 * Checks what a model wrote, sentence by sentence. A sentence stays if a source holds its numbers, names and
 * quotations; it leaves with its marks otherwise. Each remaining sentence cites what it rests on.
 */
export function checkDraft(
  draft: string,
  language: FrameLanguage,
  sources: readonly Source[],
  frequencies: Frequencies,
  asked: { readonly question: string; readonly opening: string } = { question: '', opening: '' },
): CheckedDraft {
  const text = marksBeforeStop(
    mapMarks(withoutListSigns(draft.replaceAll(NOT_IN_SOURCES, '')), sources.length),
  );
  const citations: Citation[] = [];
  const kept: string[] = [];
  const seen = new Set<string>();
  let removed = 0;

  for (const { start, end } of sentencesOf(text, language)) {
    const sentence = readMarks(text.slice(start, end));
    const claim = withoutOpening(sentence.text, asked.opening);
    if (!/[\p{L}\p{N}]/u.test(claim)) continue;
    // Said twice is no mistake that a reader should be told of.
    if (seen.has(claim)) continue;
    const cited = sources.filter(({ number }) => sentence.numbers.includes(number));
    const { support } = checkSentence(claim, language, cited, sources, frequencies);
    if (support.length === 0 || isEcho(claim, asked.question, language)) {
      removed++;
      continue;
    }
    seen.add(claim);
    const numbers = support.map((source) => {
      const span = supportingSpan(claim, source, frequencies);
      return cite(citations, source, span.start, span.end);
    });
    kept.push(`${sentence.text} ${numbers.map((n) => `[${String(n)}]`).join('')}`);
  }
  return { text: kept.join(' '), citations, removed };
}

/** A list's signs are not part of what is said, and "1." is no number to be found in a source. */
function withoutListSigns(draft: string): string {
  const isNumbered = /^\s*1[.)]\s/mu.test(draft) && /^\s*2[.)]\s/mu.test(draft);
  return draft.replace(isNumbered ? /^\s*(?:[-*•]|\d{1,2}[.)])\s+/gmu : /^\s*[-*•]\s+/gmu, '\n');
}

/** What a sentence says after the words with which it was begun for the model. */
function withoutOpening(sentence: string, opening: string): string {
  return opening !== '' && sentence.startsWith(opening)
    ? sentence.slice(opening.length).replace(/^[\s:]+/u, '')
    : sentence;
}

/** A sentence that only repeats words of the question answers nothing. */
function isEcho(claim: string, question: string, language: FrameLanguage): boolean {
  const asked = new Set(wordsOf(question));
  return asked.size > 0 && contentWords(wordsOf(claim), language).every((word) => asked.has(word));
}

/** The number of this slice's citation; the same slice is cited under one number. */
function cite(citations: Citation[], { article }: Source, start: number, end: number): number {
  const known = citations.find(
    (citation) => citation.articleId === article.id && citation.start === start && citation.end === end,
  );
  if (known !== undefined) return known.n;
  const n = citations.length + 1;
  citations.push(citationOf(n, article, start, end));
  return n;
}

/** Models write "… openly. [1]"; the mark belongs to the sentence that it follows. */
function marksBeforeStop(text: string): string {
  return text.replace(
    /([.!?…]["“”»)]?)((?:\s*\[\d{1,3}\])+)/gu,
    (_all, stop: string, marks: string) => `${marks}${stop}`,
  );
}
