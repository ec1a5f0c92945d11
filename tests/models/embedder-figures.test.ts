import { describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseConfig } from '../../src/config.ts';
import { readCorpus, readQueries } from '../../src/evaluation/beir.ts';
import { mean, scoreRanking } from '../../src/evaluation/metrics.ts';
import { openEmbedder } from '../../src/models/open-embedder.ts';
import { dotProduct } from '../../src/search-index/exact.ts';

const MODEL = resolve('../shared/models/multilingual-e5-small-latin');
const SET = resolve('../shared/bench/belebele');
const there = existsSync(MODEL) && existsSync(SET);

/** nDCG@10 of multilingual-e5-small alone on Belebele as MTEB publishes it, by language of passages and questions. */
const PUBLISHED = { de: { de: 0.925, en: 0.87 }, en: { en: 0.948, de: 0.866 } } as const;
const LANGUAGES = ['de', 'en'] as const;

describe('multilingual-e5-small', () => {
  const run = there ? test : test.skip;
  run(
    'finds by its vectors alone what is published, within .01 (skipped where model or test set are absent)',
    async () => {
      const setting = `hf:${MODEL}`;
      const embedder = await openEmbedder(setting, parseConfig({ EMBEDDER: setting }));
      try {
        const questions = new Map<string, Float32Array>();
        for (const corpusLanguage of LANGUAGES) {
          const corpus = readCorpus(`${SET}/corpus.${corpusLanguage}.jsonl`);
          const texts = corpus.map(({ text }) => text);
          const passages = (await embedder.embeddings.embedDocuments(texts)).map((vector) =>
            Float32Array.from(vector),
          );
          for (const language of LANGUAGES) {
            const scores: number[] = [];
            for (const query of readQueries(`${SET}/queries.${language}.jsonl`, `${SET}/qrels.${language}.tsv`)) {
              const vector =
                questions.get(query.text) ?? Float32Array.from(await embedder.embeddings.embedQuery(query.text));
              questions.set(query.text, vector);
              const ranked = corpus
                .map(({ id }, index) => ({ id, cosine: dotProduct(vector, passages[index]!) }))
                .sort((a, b) => b.cosine - a.cosine)
                .map(({ id }) => id);
              scores.push(scoreRanking(ranked, query.relevant)['nDCG@10']);
            }
            expect(Math.abs(mean(scores) - PUBLISHED[corpusLanguage][language])).toBeLessThan(0.01);
          }
        }
      } finally {
        await embedder.close();
      }
    },
    900_000,
  );
});
