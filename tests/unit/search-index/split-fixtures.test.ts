import { describe, expect, test } from '@jest/globals';
import { extractArticles } from '../../../src/extraction/extract-articles.ts';
import { PASSAGE_LENGTH, PASSAGE_TOKENS, splitIntoPassages } from '../../../src/search-index/split.ts';
import { sentencesOf } from '../../../src/text/sentences.ts';
import { tokenBound } from '../../../src/text/token-bound.ts';
import { soundDocuments } from '../../support/extraction/fuzz.ts';

describe('every passage of every format is found again at its offsets, in whole sentences, and none is left out', () => {
  test.each([...soundDocuments()])('%s', async (name, bytes) => {
    for (const { outcome } of await extractArticles({ bytes, name })) {
      if (!outcome.ok) continue;
      const { text, language } = outcome.draft;
      const passages = splitIntoPassages(text, language);
      const sentences = sentencesOf(text, language);
      expect(passages.length).toBeGreaterThan(0);
      let from = 0;
      for (const { start, end } of passages) {
        expect(text.indexOf(text.slice(start, end), from)).toBe(start);
        expect(text.slice(from, start).trim()).toBe('');
        expect(end - start).toBeLessThanOrEqual(PASSAGE_LENGTH);
        expect(tokenBound(text, start, end)).toBeLessThanOrEqual(PASSAGE_TOKENS);
        expect(sentences.some((sentence) => sentence.start === start)).toBe(true);
        expect(sentences.some((sentence) => sentence.end === end)).toBe(true);
        from = end;
      }
      expect(text.slice(from).trim()).toBe('');
    }
  });
});
