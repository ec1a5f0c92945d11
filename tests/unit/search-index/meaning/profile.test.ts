import { describe, expect, test } from '@jest/globals';
import { builtinEmbedder } from '../../../../src/models/embedders/builtin.ts';
import {
  bridgesLanguages,
  confidence,
  knowsMeaning,
} from '../../../../src/search-index/meaning/confidence.ts';
import { CALIBRATION_SET } from '../../../../src/search-index/meaning/calibration-set.ts';
import { measureEmbedder } from '../../../../src/search-index/meaning/profile.ts';
import { SAMPLE_QUESTIONS } from '../../../../src/search-index/meaning/sample-questions.ts';
import { topicEmbedder } from '../../../support/collection.ts';

describe('an embedder that is measured', () => {
  test('and knows what every question means is trusted in all languages', async () => {
    const profile = await measureEmbedder(topicEmbedder('test:all', []).embeddings);
    expect(profile.measured['de>en']).toMatchObject({ mrr: 1 });
    expect(confidence(profile, 'de', 'en')).toBe(1);
    expect(confidence(profile, 'fr', 'und')).toBe(1);
    expect(bridgesLanguages(profile)).toBe(true);
  });

  test('and knows only spelling is trusted in none', async () => {
    const profile = await measureEmbedder(builtinEmbedder.embeddings);
    expect(knowsMeaning(profile)).toBe(false);
    for (const pair of ['de', 'en', 'und']) expect(confidence(profile, pair, pair)).toBe(0);
  });

  test('and knows one language is trusted in that one', async () => {
    const all = topicEmbedder('test:english', []).embeddings;
    const german = new Set(CALIBRATION_SET.flatMap(({ de }) => [de.question, de.passage]));
    const forget = (text: string): string => (german.has(text) ? '' : text);
    const profile = await measureEmbedder({
      embedQuery: (text) => all.embedQuery(forget(text)),
      embedDocuments: (texts) => all.embedDocuments(texts.map(forget)),
    });
    expect(confidence(profile, 'en', 'en')).toBe(1);
    expect(confidence(profile, 'de', 'de')).toBe(0);
    expect(confidence(profile, 'de', 'en')).toBe(0);
    expect(knowsMeaning(profile)).toBe(true);
    expect(bridgesLanguages(profile)).toBe(false);
    // What was not measured is trusted no more than the worst that was.
    expect(confidence(profile, 'fr', 'fr')).toBe(0);
  });

  test('that fails stops the measurement, and so does the signal', async () => {
    const broken = {
      embedDocuments: () => Promise.reject(new Error('gone')),
      embedQuery: () => Promise.resolve([1]),
    };
    await expect(measureEmbedder(broken)).rejects.toThrow('gone');
    await expect(measureEmbedder(builtinEmbedder.embeddings, AbortSignal.abort())).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

test('the sample questions are as many in either language, none twice', () => {
  expect(SAMPLE_QUESTIONS.de).toHaveLength(SAMPLE_QUESTIONS.en.length);
  for (const questions of Object.values(SAMPLE_QUESTIONS))
    expect(new Set(questions).size).toBe(questions.length);
});
