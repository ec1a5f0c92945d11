import { describe, expect, test } from '@jest/globals';
import type { EvidenceFeatures } from '../../../src/retrieval/features.ts';
import { judge } from '../../../src/retrieval/gate.ts';

const ALL: EvidenceFeatures = {
  share: 1,
  sentenceShare: 1,
  missing: 0,
  ahead: 1,
  lead: 0.8,
  rarest: 1,
  words: 5,
  meaning: null,
};
const NOTHING: EvidenceFeatures = {
  ...ALL,
  share: 0.2,
  sentenceShare: 0.1,
  missing: 1,
  ahead: 0.05,
  lead: 0.1,
  rarest: 0,
};
const near = (sentence: number): EvidenceFeatures['meaning'] => ({ sentence });

describe('the gate', () => {
  test('lets nothing pass where nothing was found', () => {
    expect(judge(null, false).verdict).toBe('none');
  });

  test('lets pass what holds all of the question, and refuses what holds none of it', () => {
    expect(judge(ALL, false).verdict).toBe('enough');
    expect(judge(NOTHING, false).verdict).toBe('none');
  });

  test('is in doubt between', () => {
    expect(judge({ ...ALL, share: 0.6, sentenceShare: 0.4, ahead: 0.2, lead: 0.4 }, false).verdict).toBe(
      'some',
    );
  });

  test.each<[keyof EvidenceFeatures, number]>([
    ['share', 0.5],
    ['sentenceShare', 0.5],
    ['missing', 1],
    ['ahead', 0],
    ['lead', 0],
    ['rarest', 0],
  ])('has less evidence where only %s changes to %d', (feature, value) => {
    for (const meaning of [null, near(3)]) {
      const all = { ...ALL, meaning };
      expect(judge({ ...all, [feature]: value }, false).evidence).toBeLessThan(judge(all, false).evidence);
    }
  });

  test('by spelling alone is in doubt of what another language says', () => {
    expect(judge(ALL, true).verdict).toBe('some');
    expect(judge({ ...ALL, meaning: near(6) }, true).verdict).toBe('enough');
  });

  test('is in doubt where all fits but the name that was asked for', () => {
    expect(judge({ ...ALL, missing: 0.5 }, false).verdict).toBe('enough');
    expect(judge({ ...ALL, missing: 1 }, false).verdict).toBe('some');
  });

  test('believes a sentence that is near in meaning', () => {
    const half = { ...ALL, share: 0.45, sentenceShare: 0.3, ahead: 0.8 };
    expect(judge({ ...half, meaning: near(1) }, false).verdict).toBe('none');
    expect(judge({ ...half, meaning: near(8) }, false).verdict).toBe('enough');
  });

  test('across languages goes by meaning, and hardly by words', () => {
    const strange = { ...NOTHING, missing: 0, ahead: 0.8, share: 0.1 };
    expect(judge({ ...strange, meaning: near(5) }, true).verdict).not.toBe('none');
    expect(judge({ ...strange, meaning: near(1) }, true).verdict).toBe('none');
  });
});
