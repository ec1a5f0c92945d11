import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { LEXICAL_SCHEMA } from '../../../../src/search-index/lexical/segment-store.ts';
import { Vocabulary, VOCABULARY_SCHEMA } from '../../../../src/search-index/lexical/vocabulary.ts';
import { SqliteFile } from '../../../../src/storage/sqlite.ts';
import { hash32 } from '../../../../src/text/hash.ts';
import { slotsOf } from '../../../../src/text/ngrams.ts';
import { afterThisTest, temporaryFolder } from '../../../support/collection.ts';

/** Words whose stems are numbered as they come. */
const WORDS = ['bundestag', 'bundestagswahl', 'wahlkampf', 'haus', 'häuser', 'llama'];

function wordOf(word: string, stem: number): { hash: number; stem: number; grams: Uint32Array } {
  return { hash: hash32(word), stem, grams: slotsOf(` ${word} `) };
}

function vocabulary(): { file: SqliteFile; words: Vocabulary } {
  const file = SqliteFile.open(join(temporaryFolder(), 'words.sqlite'), 1000);
  afterThisTest(() => file.close());
  file.exec(LEXICAL_SCHEMA + VOCABULARY_SCHEMA);
  const words = new Vocabulary(file);
  file.transaction(() => words.add(WORDS.map(wordOf)));
  return { file, words };
}

function similar(words: Vocabulary, word: string, limit = 10): string[] {
  const grams = [...new Set(slotsOf(` ${word} `))].map((stem) => ({ stem, weight: 1 }));
  return words.similar(grams, limit).map(({ stem }) => WORDS[stem] ?? '');
}

test('a word is found by itself, in compounds, and by those who misspell it', () => {
  const { words } = vocabulary();
  expect(similar(words, 'bundestag')).toEqual(['bundestag', 'bundestagswahl']);
  expect(similar(words, 'budnestag', 1)).toEqual(['bundestag']);
  expect(similar(words, 'wahl')).toContain('wahlkampf');
  expect(similar(words, 'quark')).toEqual([]);
});

test('a word is kept once, whoever brings it again', () => {
  const { file, words } = vocabulary();
  file.transaction(() => words.add([wordOf('llama', 5)]));
  file.transaction(() => new Vocabulary(file).add([wordOf('llama', 5)]));
  expect(file.rows('SELECT 1 FROM words')).toHaveLength(WORDS.length);
  expect(similar(words, 'llama')).toEqual(['llama']);
});

test('words of a commit that was rolled back are added by the next one', () => {
  const { file, words } = vocabulary();
  expect(() =>
    file.transaction(() => {
      words.add([wordOf('gemma', 9)]);
      throw new Error('no room');
    }),
  ).toThrow('no room');
  words.forget();
  expect(file.rows('SELECT 1 FROM words WHERE stem = 9')).toHaveLength(0);
  file.transaction(() => words.add([wordOf('gemma', 9)]));
  expect(file.rows('SELECT 1 FROM words WHERE stem = 9')).toHaveLength(1);
});
