import { describe, expect, test } from '@jest/globals';
import { scoreCandidates, type ScoredPassage, withSentences } from '../../../src/retrieval/score.ts';
import { understand } from '../../../src/retrieval/understand.ts';
import { WEIGHTS } from '../../../src/retrieval/weights.ts';
import { Frequencies } from '../../../src/search-index/frequencies.ts';
import type { ScoringRow } from '../../../src/search-index/passage-reader.ts';
import { hash32 } from '../../../src/text/hash.ts';
import { slotsOf } from '../../../src/text/ngrams.ts';
import { stemsOf } from '../../../src/text/stems.ts';
import { foldWords, wordsOf } from '../../../src/text/words.ts';

function rowOf(id: number, text: string, language = 'en'): ScoringRow {
  const words = wordsOf(text);
  const folded = foldWords(words);
  const gramCount = slotsOf(folded).length;
  return {
    id,
    articleId: `article-${String(id)}`,
    language,
    folded: new TextEncoder().encode(folded),
    stems: Uint32Array.from(stemsOf(words, language), hash32),
    gramCount,
  };
}

function countsOf(rows: readonly ScoringRow[]): Frequencies {
  const frequencies = new Frequencies();
  for (const row of rows) {
    frequencies.count({ ...row, grams: [slotsOf(new TextDecoder().decode(row.folded))] }, 1);
  }
  return frequencies;
}

function score(
  question: string,
  rows: readonly ScoringRow[],
  meaning: Parameters<typeof scoreCandidates>[3] = null,
): ScoredPassage[] {
  return scoreCandidates(understand({ text: question }), rows, countsOf(rows), meaning);
}

/** An embedder that finds passages so near, and their sentences. */
function meaningOf(
  passages: Readonly<Record<number, number>>,
  sentences: Readonly<Record<number, number[]>> = {},
  confidence = 1,
): NonNullable<Parameters<typeof scoreCandidates>[3]> & Parameters<typeof withSentences>[1] {
  return {
    confidence: () => confidence,
    ofPassages: () => new Map(Object.entries(passages).map(([id, value]) => [Number(id), value])),
    ofSentences: () => new Map(Object.entries(sentences).map(([id, values]) => [Number(id), values])),
  };
}

const byId = (scored: readonly ScoredPassage[], id: number): ScoredPassage => {
  const found = scored.find((passage) => passage.id === id);
  if (found === undefined) throw new Error(`no passage ${String(id)}`);
  return found;
};

describe('the score of words', () => {
  // Three passages of 4, 4 and 4 words: the average length is 4.
  const rows = [
    rowOf(1, 'llama llama was here'),
    rowOf(2, 'gemma came much later'),
    rowOf(3, 'llama xxxx yyyy zzzz'),
  ];

  // The inverse frequency is raised to 1.3, which favours what is rare.
  test('is BM25 as one computes it by hand', () => {
    const scored = score('the llama of gemma?', rows);
    // llama stands in 2 of 3: ln(1 + 1.5 / 2.5) = 0.470004; gemma in 1 of 3: ln(1 + 2.5 / 1.5) = 0.980829.
    // Saturation at average length: 2 occurrences 2 · 2.2 / 3.2 = 1.375, one occurrence 1.
    expect(byId(scored, 1).stems).toBeCloseTo(0.470004 ** 1.3 * 1.375, 5);
    expect(byId(scored, 2).stems).toBeCloseTo(0.980829 ** 1.3, 5);
    expect(byId(scored, 3).stems).toBeCloseTo(0.470004 ** 1.3, 5);
  });

  test('is lower in a longer passage', () => {
    // Lengths 2 and 6, average 4. In 1 of 2: ln(1 + 1.5 / 1.5) = 0.693147.
    // Length 2: 2.2 / (1 + 1.2 · (0.25 + 0.75 · 0.5)) = 1.257143; length 6: 2.2 / (1 + 1.2 · 1.375) = 0.830189.
    const [short, long] = [rowOf(1, 'llama here'), rowOf(2, 'gemma came much later than thought')];
    const scored = score('the llama and gemma', [short, long]);
    expect(byId(scored, 1).stems).toBeCloseTo(0.693147 ** 1.3 * 1.257143, 5);
    expect(byId(scored, 2).stems).toBeCloseTo(0.693147 ** 1.3 * 0.830189, 5);
  });

  test('finds a word in its other forms', () => {
    const scored = score('the releasing of models', [
      rowOf(1, 'they release a model'),
      rowOf(2, 'gemma came much later'),
    ]);
    expect(byId(scored, 1).stems).toBeGreaterThan(0);
    expect(byId(scored, 2).stems).toBe(0);
  });

  test('stems a passage in its own language', () => {
    const german = rowOf(1, 'modelle wurden gezeigt', 'de');
    expect(byId(score('Welches Modell ist das?', [german]), 1).stems).toBeGreaterThan(0);
  });
});

describe('the score of spelling', () => {
  test('finds what words miss: compounds and typing errors', () => {
    const rows = [rowOf(1, 'das sprachmodell ist offen', 'de'), rowOf(2, 'der hafen liegt am meer', 'de')];
    for (const question of ['Was sind die Modelle?', 'Was ist ein Sprachmodel?']) {
      const scored = score(question, rows);
      expect(scored[0]).toMatchObject({ id: 1, stems: 0 });
      expect(scored[0]!.grams).toBeGreaterThan(0);
    }
  });

  test('coverage is the share of the question that a passage holds, from 0 to 1', () => {
    const scored = score('the llama of mistral', [
      rowOf(1, 'mistral has no llama'),
      rowOf(2, 'a llama alone'),
      rowOf(3, 'nothing of it'),
    ]);
    expect(byId(scored, 1).coverage).toBeCloseTo(1, 10);
    expect(byId(scored, 2).coverage).toBeGreaterThan(0);
    expect(byId(scored, 2).coverage).toBeLessThan(0.5);
    expect(byId(scored, 3).coverage).toBe(0);
  });

  test('of one question leaves no trace in the next', () => {
    const rows = [rowOf(1, 'mistral has no llama'), rowOf(2, 'a llama alone')];
    const before = score('the mistral', rows);
    score('the llama alone has no mistral', rows);
    expect(score('the mistral', rows)).toEqual(before);
  });
});

describe('the sum', () => {
  const rows = [
    rowOf(1, 'llama was here today'),
    rowOf(2, 'gemma was here today'),
    rowOf(3, 'nothing at all'),
  ];

  test('gives the best on every leg the sum of the weights', () => {
    const scored = score('the llama', rows);
    expect(scored[0]).toMatchObject({ id: 1 });
    expect(scored[0]!.score).toBeCloseTo(WEIGHTS.stems + WEIGHTS.grams, 10);
    expect(byId(scored, 3).score).toBe(0);
  });

  test('keeps how far ahead the first is', () => {
    const scored = score('the llama today', rows);
    const [first, second] = scored;
    expect(first!.id).toBe(1);
    expect(second!.score / first!.score).toBeCloseTo(
      (WEIGHTS.stems * (second!.stems / first!.stems) + WEIGHTS.grams * (second!.grams / first!.grams)) /
        (WEIGHTS.stems + WEIGHTS.grams),
      10,
    );
  });

  test('adds meaning as far as the embedder is trusted', () => {
    const scored = score('the llama', rows, meaningOf({ 1: 1, 2: 3, 3: -1 }, {}, 0.5));
    expect(byId(scored, 1).score).toBeCloseTo(WEIGHTS.stems + WEIGHTS.grams + 0.5 * WEIGHTS.meaning, 10);
    expect(byId(scored, 2).score).toBeCloseTo(1.5 * WEIGHTS.meaning, 10);
    expect(byId(scored, 3).score).toBeCloseTo(-0.5 * WEIGHTS.meaning, 10);
  });

  test('a passage with neither a vector yet nor a word of the question is taken for an average one', () => {
    const scored = score('the llama', rows, meaningOf({ 1: 1, 2: 3 }));
    expect(byId(scored, 3)).toMatchObject({ meaning: null });
    expect(byId(scored, 3).score).toBeCloseTo(2 * WEIGHTS.meaning, 10);
  });

  test('a passage without a vector yet is taken to be as near as its words are good', () => {
    // 2 is nearest, 3 is not near; 4 is new and holds the word that is asked for.
    const scored = score('the llama', [...rows.slice(1), rowOf(4, 'llama')], meaningOf({ 2: 3, 3: 1 }));
    expect(scored[0]).toMatchObject({ id: 4, meaning: null });
    const { lexical, score: sum } = scored[0]!;
    expect(sum).toBeCloseTo(lexical + 3 * WEIGHTS.meaning, 10);
  });

  test('a passage of which one sentence answers is lifted by it', () => {
    const meaning = meaningOf({ 2: 1, 3: 1 }, { 2: [0, 1], 3: [4, -1] });
    const ranked = withSentences(score('the parrot', rows.slice(1), meaning), meaning);
    expect(ranked.map(({ id }) => id)).toEqual([3, 2]);
    const { bestSentence } = WEIGHTS;
    expect(ranked[0]!.score).toBeCloseTo(WEIGHTS.meaning * (1 - bestSentence + 4 * bestSentence), 10);
    expect(ranked[0]!.sentences).toEqual([4, -1]);
  });

  test('a passage without vectors of sentences keeps its own', () => {
    const meaning = meaningOf({ 1: 2 });
    const scored = score('the llama', rows, meaning);
    expect(withSentences(scored, meaning)[0]!.score).toBeCloseTo(scored[0]!.score, 10);
  });

  test('prefers, of two passages with the same words, the one in the language of the question', () => {
    const scored = score('Was ist das Llama?', [rowOf(1, 'llama', 'en'), rowOf(2, 'llama', 'de')]);
    expect(scored.map(({ id }) => id)).toEqual([2, 1]);
  });

  test('takes no function word of the question for a word of another language', () => {
    const rows = [
      rowOf(1, 'Die war in was an Stanford'),
      rowOf(2, 'Her car or that on Stanford'),
      rowOf(3, 'Nothing of that kind here at all'),
    ];
    const question = 'Was war in Stanford an der Reihe, und wer war die Erste in Stanford?';
    const scored = score(question, rows);
    expect(byId(scored, 1).grams).toBeCloseTo(byId(scored, 2).grams, 1);
    expect(byId(scored, 2).grams).toBeGreaterThan(byId(scored, 3).grams);
    expect(byId(scored, 1).lexical).toBeLessThanOrEqual(WEIGHTS.gramsAcross);
  });

  test('ranks equals by their number, so that the same question has the same answer', () => {
    expect(
      score('the llama', [rowOf(9, 'llama'), rowOf(4, 'llama'), rowOf(7, 'llama')]).map(({ id }) => id),
    ).toEqual([4, 7, 9]);
  });

  test('of nothing is nothing', () => {
    expect(score('the llama', [])).toEqual([]);
    expect(score('?!', rows).map((passage) => passage.score)).toEqual([0, 0, 0]);
  });

  test('is a number also for a passage without words', () => {
    expect(score('the llama', [rowOf(1, '…')]).map((passage) => passage.score)).toEqual([0]);
  });
});
