import { describe, expect, test } from '@jest/globals';
import { coverageBy } from '../../../src/retrieval/coverage.ts';
import { Frequencies } from '../../../src/search-index/frequencies.ts';
import { Collection } from '../../support/collection.ts';
import { SAMPLE_ARTICLES } from '../../support/sample-articles.ts';

describe('coverage', () => {
  test('is all of a text by itself, and nothing by a text that shares nothing', async () => {
    const frequencies = (await new Collection(SAMPLE_ARTICLES).generation()).frequencies();
    const of = coverageBy('Meta released Llama 2', frequencies);
    expect(of('Meta released Llama 2 on Tuesday.')).toBeCloseTo(1, 10);
    expect(of('Das Wetter bleibt gut.')).toBeLessThan(0.05);
    expect(of('')).toBe(0);
  });

  test('weighs what is rare in the collection more than what stands everywhere', async () => {
    const frequencies = (await new Collection(SAMPLE_ARTICLES).generation()).frequencies();
    const of = coverageBy('Facebook in Prineville', frequencies);
    expect(of('Prineville')).toBeGreaterThan(of('in Facebook') / 2);
    expect(of('Prineville')).toBeGreaterThan(of('in'));
  });

  test('of nothing is 0, also in an empty collection', () => {
    expect(coverageBy('', new Frequencies())('anything')).toBe(0);
    expect(coverageBy('llama', new Frequencies())('llama')).toBeCloseTo(1, 10);
  });
});
