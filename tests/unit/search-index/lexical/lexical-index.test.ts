import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../../../../src/evaluation/statistics.ts';
import { impactOf } from '../../../../src/search-index/lexical/impact.ts';
import type { PostedPassage } from '../../../../src/search-index/lexical/invert.ts';
import { LexicalIndex, type WeightedStem } from '../../../../src/search-index/lexical/lexical-index.ts';
import { mergeSegments } from '../../../../src/search-index/lexical/merge.ts';
import { LEXICAL_SCHEMA, liveSegments } from '../../../../src/search-index/lexical/segment-store.ts';
import type { Hit } from '../../../../src/search-index/lexical/top-k.ts';
import { SqliteFile } from '../../../../src/storage/sqlite.ts';
import { afterThisTest, temporaryFolder } from '../../../support/collection.ts';

function emptyFile(): SqliteFile {
  const file = SqliteFile.open(join(temporaryFolder(), 'lexical.sqlite'), 1000);
  afterThisTest(() => file.close());
  file.rows('PRAGMA journal_mode = WAL');
  file.exec(LEXICAL_SCHEMA);
  return file;
}

/** Passages whose stems are as unevenly frequent as words are; `gap` leaves ids free between them. */
function randomPassages(count: number, firstId: number, gap: number, random: () => number): PostedPassage[] {
  let id = firstId;
  return Array.from({ length: count }, () => {
    const length = 1 + Math.floor(random() * 30);
    const stems = Uint32Array.from({ length }, () => stem(Math.floor(60 * random() ** 3)));
    const passage = { id, stems };
    id += 1 + Math.floor(random() * gap);
    return passage;
  });
}

/** Stems all over the range of hashes, the highest bit included. */
const stem = (number: number): number => Math.imul(number + 1, 0x9e3779b1) >>> 0;

/** What a search must find: every passage scored. */
function bruteForce(
  passages: readonly PostedPassage[],
  stems: readonly WeightedStem[],
  limit: number,
): Hit[] {
  return passages
    .map(({ id, stems: own }) => ({
      id,
      score: stems.reduce((sum, { stem: wanted, weight }) => {
        const count = own.filter((one) => one === wanted).length;
        return sum + (count === 0 ? 0 : weight * impactOf(count, own.length));
      }, 0),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.id - b.id)
    .slice(0, limit);
}

function randomQuestion(random: () => number): WeightedStem[] {
  const count = 1 + Math.floor(random() * 8);
  const numbers = new Set(Array.from({ length: count }, () => Math.floor(random() * 70)));
  return [...numbers].map((number) => ({ stem: stem(number), weight: 1 + Math.floor(random() * 9000) }));
}

function put(file: SqliteFile, index: LexicalIndex, passages: readonly PostedPassage[]): void {
  file.transaction(() => index.add(passages));
}

describe('the lexical index', () => {
  test('finds nothing while it is empty, for no stems, and for unknown ones', () => {
    const file = emptyFile();
    const index = new LexicalIndex(file, 'passages', impactOf);
    expect(index.search([{ stem: 7, weight: 1 }], 5)).toEqual([]);
    put(file, index, [{ id: 1, stems: Uint32Array.of(7) }]);
    expect(index.search([], 5)).toEqual([]);
    expect(index.search([{ stem: 8, weight: 1 }], 5)).toEqual([]);
    expect(index.search([{ stem: 7, weight: 1 }], 0)).toEqual([]);
    expect(index.search([{ stem: 7, weight: 1 }], 5)).toHaveLength(1);
  });

  test('finds what scoring every passage finds, in the same order, on random collections', async () => {
    for (let seed = 1; seed <= 6; seed++) {
      const random = seededRandom(seed);
      const file = emptyFile();
      const index = new LexicalIndex(file, 'passages', impactOf);
      let live: PostedPassage[] = [];
      let nextId = 1;
      for (let commit = 0; commit < 12; commit++) {
        const passages = randomPassages(
          Math.floor(random() ** 3 * 900),
          nextId,
          seed % 3 === 0 ? 40 : 2,
          random,
        );
        nextId = (passages.at(-1)?.id ?? nextId) + 1;
        const gone = live.filter(() => random() < 0.15).map(({ id }) => id);
        file.transaction(() => {
          index.remove(gone);
          index.add(passages);
        });
        live = [...live.filter(({ id }) => !gone.includes(id)), ...passages];
        if (random() < 0.5) await mergeSegments(file, 'passages', { all: random() < 0.2 });
        const question = randomQuestion(random);
        const limit = 1 + Math.floor(random() * 40);
        expect(index.search(question, limit)).toEqual(bruteForce(live, question, limit));
      }
      for (let asked = 0; asked < 20; asked++) {
        const question = randomQuestion(random);
        expect(index.search(question, 10)).toEqual(bruteForce(live, question, 10));
      }
    }
  });

  test('finds the best also where lists are long and most blocks are passed over', async () => {
    const random = seededRandom(77);
    const file = emptyFile();
    const index = new LexicalIndex(file, 'passages', impactOf);
    const passages = randomPassages(9000, 1, 2, random);
    put(file, index, passages.slice(0, 5000));
    put(file, index, passages.slice(5000));
    await mergeSegments(file, 'passages', { all: true });
    expect(liveSegments(file, 'passages')).toHaveLength(1);
    for (let asked = 0; asked < 10; asked++) {
      const question = randomQuestion(random);
      expect(index.search(question, 15)).toEqual(bruteForce(passages, question, 15));
    }
  });

  test('does not depend on how its passages came in', async () => {
    const passages = randomPassages(1500, 1, 1, seededRandom(5));
    const files = [emptyFile(), emptyFile(), emptyFile()];
    for (const [at, file] of files.entries()) {
      const size = [1500, 100, 7][at]!;
      const index = new LexicalIndex(file, 'passages', impactOf);
      for (let start = 0; start < passages.length; start += size)
        put(file, index, passages.slice(start, start + size));
    }
    await mergeSegments(files[2]!, 'passages');
    const random = seededRandom(6);
    for (let asked = 0; asked < 10; asked++) {
      const question = randomQuestion(random);
      const [whole, parts, merged] = files.map((file) =>
        new LexicalIndex(file, 'passages', impactOf).search(question, 20),
      );
      expect(parts).toEqual(whole);
      expect(merged).toEqual(whole);
    }
  });
});

describe('merging segments', () => {
  test('keeps few of them, however many commits there were', async () => {
    const file = emptyFile();
    const index = new LexicalIndex(file, 'passages', impactOf);
    for (let id = 1; id <= 200; id++) {
      put(file, index, [{ id, stems: Uint32Array.of(stem(id % 9)) }]);
      await mergeSegments(file, 'passages');
    }
    expect(liveSegments(file, 'passages').length).toBeLessThan(16);
    expect(index.search([{ stem: stem(4), weight: 1 }], 500)).toHaveLength(22);
  });

  test('gives back the room of what was deleted', async () => {
    const file = emptyFile();
    const index = new LexicalIndex(file, 'passages', impactOf);
    const passages = randomPassages(600, 1, 1, seededRandom(8));
    put(file, index, passages);
    file.transaction(() => index.remove(passages.slice(0, 590).map(({ id }) => id)));
    await mergeSegments(file, 'passages');
    expect(liveSegments(file, 'passages')).toMatchObject([{ passages: 10, deleted: 0 }]);
    file.transaction(() => index.remove(passages.slice(590).map(({ id }) => id)));
    await mergeSegments(file, 'passages');
    await mergeSegments(file, 'passages');
    expect(liveSegments(file, 'passages')).toEqual([]);
    expect(file.row('SELECT 1 FROM segment_pages')).toBeUndefined();
  });

  test('that was broken off leaves everything as it was, and the next one tidies up', async () => {
    const file = emptyFile();
    const index = new LexicalIndex(file, 'passages', impactOf);
    const random = seededRandom(9);
    for (let id = 1; id <= 2000; id += 250) {
      const rare = (): number => stem(Math.floor(random() * 12_000));
      const passages = Array.from({ length: 250 }, (_none, at) => ({
        id: id + at,
        stems: Uint32Array.from({ length: 70 }, rare),
      }));
      put(file, index, passages);
    }
    const question = Array.from({ length: 12 }, (_none, number) => ({ stem: stem(number * 7), weight: 9 }));
    const before = index.search(question, 30);
    const stopped = new AbortController();
    const merging = mergeSegments(file, 'passages', { all: true, signal: stopped.signal });
    stopped.abort(new Error('stopped'));
    await expect(merging).rejects.toThrow('stopped');
    expect(index.search(question, 30)).toEqual(before);
    expect(file.row("SELECT 1 FROM segments WHERE state = 'written'")).toBeDefined();

    await mergeSegments(file, 'passages', { all: true });
    expect(index.search(question, 30)).toEqual(before);
    expect(file.row("SELECT 1 FROM segments WHERE state <> 'live'")).toBeUndefined();
    expect(
      file.row('SELECT 1 FROM segment_pages WHERE segment NOT IN (SELECT id FROM segments)'),
    ).toBeUndefined();
  });

  test('by one process does not disturb the questions of another', async () => {
    const file = emptyFile();
    const writer = new LexicalIndex(file, 'passages', impactOf);
    const other = SqliteFile.open(file.path, 1000);
    afterThisTest(() => other.close());
    const reader = new LexicalIndex(other, 'passages', impactOf);
    const passages = randomPassages(2000, 1, 1, seededRandom(12));
    for (let start = 0; start < passages.length; start += 100)
      put(file, writer, passages.slice(start, start + 100));
    const question = randomQuestion(seededRandom(13));
    const wanted = bruteForce(passages, question, 25);
    const merging = mergeSegments(file, 'passages', { all: true });
    for (let asked = 0; asked < 12; asked++) {
      expect(reader.search(question, 25)).toEqual(wanted);
      await new Promise(setImmediate);
    }
    await merging;
    expect(reader.search(question, 25)).toEqual(wanted);
    expect(liveSegments(other, 'passages')).toHaveLength(1);
  });
});

describe('damage', () => {
  test('to a page or to a bitmap is noticed by whoever reads it, and by the check', () => {
    const file = emptyFile();
    const index = new LexicalIndex(file, 'passages', impactOf);
    put(file, index, randomPassages(300, 1, 1, seededRandom(14)));
    index.check();
    file.run('UPDATE segment_pages SET bytes = zeroblob(length(bytes))');
    expect(() => index.search([{ stem: stem(3), weight: 1 }], 5)).toThrow(/damaged/);
    expect(() => index.check()).toThrow(/damaged/);

    const second = emptyFile();
    const other = new LexicalIndex(second, 'passages', impactOf);
    put(second, other, randomPassages(300, 1, 1, seededRandom(14)));
    second.transaction(() => other.remove([3, 4]));
    second.run('UPDATE segment_deletions SET bitmap = zeroblob(length(bitmap))');
    expect(() => other.search([{ stem: stem(3), weight: 1 }], 5)).toThrow(/damaged/);
    expect(() => other.check()).toThrow(/damaged/);
  });
});
