import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../../../../src/evaluation/statistics.ts';
import {
  BLOCK,
  decodePostings,
  encodePostings,
  PostingList,
  type Postings,
} from '../../../../src/search-index/lexical/encode-postings.ts';
import { impactOf, MOST_IMPACT, stemWeight } from '../../../../src/search-index/lexical/impact.ts';
import { packPages, PageReader } from '../../../../src/search-index/lexical/page.ts';
import { ByteReader, ByteWriter } from '../../../../src/search-index/lexical/varint.ts';

const random = seededRandom(3);

/** Ascending passages with impacts, as dense as `gap` says. */
function randomPostings(count: number, gap: number): Postings {
  let passage = -1;
  const passages = Uint32Array.from({ length: count }, () => {
    passage += 1 + Math.floor(random() * gap);
    return passage;
  });
  return { passages, impacts: Uint8Array.from({ length: count }, () => 1 + Math.floor(random() * 255)) };
}

function encoded(postings: Postings): Uint8Array {
  const writer = new ByteWriter();
  encodePostings(postings, writer, new ByteWriter());
  return writer.take();
}

describe('whole numbers in few bytes', () => {
  test('are read back as they were written, up to the largest', () => {
    const numbers = [0, 1, 127, 128, 16383, 16384, 2 ** 31, 2 ** 32 - 1];
    for (let bits = 0; bits < 32; bits++) numbers.push(Math.floor(random() * 2 ** bits));
    const writer = new ByteWriter(1);
    for (const number of numbers) writer.varint(number);
    const reader = new ByteReader(writer.take());
    expect(numbers.map(() => reader.varint())).toEqual(numbers);
    expect(reader.atEnd).toBe(true);
  });

  test('end where the bytes end, whatever these say', () => {
    const reader = new ByteReader(new Uint8Array(3).fill(255));
    expect(reader.varint()).toBe(2 ** 21 - 1);
    expect(reader.atEnd).toBe(true);
    expect(reader.varint()).toBe(0);
  });
});

describe('postings', () => {
  test.each([0, 1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 1000])(
    'of %i passages are read back',
    (count) => {
      for (const gap of [1, 3, 5000]) {
        const postings = randomPostings(count, gap);
        expect(decodePostings(encoded(postings))).toEqual(postings);
      }
    },
  );

  test('tell of each block its last passage and its maximum impact, and give it by itself', () => {
    const postings = randomPostings(300, 9);
    const list = new PostingList(encoded(postings));
    expect(list.blockCount).toBe(3);
    const passages = new Uint32Array(BLOCK);
    const impacts = new Uint8Array(BLOCK);
    for (const block of [2, 0, 1]) {
      const end = Math.min(300, (block + 1) * BLOCK);
      const count = list.decode(block, passages, impacts);
      expect(passages.slice(0, count)).toEqual(postings.passages.slice(block * BLOCK, end));
      expect(list.lastPassages[block]).toBe(postings.passages[end - 1]);
      expect(list.maxImpacts[block]).toBe(Math.max(...postings.impacts.slice(block * BLOCK, end)));
    }
  });

  test('whose bytes are damaged end all the same', () => {
    for (let trial = 0; trial < 50; trial++) {
      const bytes = encoded(randomPostings(400, 20));
      for (let flips = 0; flips < 8; flips++)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const { passages } = decodePostings(bytes);
      expect(passages.length).toBeLessThanOrEqual(bytes.length);
    }
  });
});

describe('pages', () => {
  const lists = Array.from({ length: 200 }, (_none, index) => ({
    stem: index * 20_000_000 + 5,
    postings: randomPostings(1 + Math.floor(random() ** 4 * 3000), 4),
  }));
  const pages = [...packPages(lists)];

  test('hold every list, found by its stem', () => {
    const readers = pages.map(({ bytes, checksum }) => new PageReader(bytes.slice().buffer, checksum));
    for (const { stem, postings } of lists) {
      const found = readers.flatMap((page) => page.find(stem) ?? []);
      expect(found).toHaveLength(1);
      expect(decodePostings(found[0]!)).toEqual(postings);
      expect(readers.every((page) => page.find(stem + 1) === null)).toBe(true);
    }
  });

  test('are some kilobytes each, in the order of stems', () => {
    expect(pages.length).toBeGreaterThan(5);
    expect(pages.map(({ firstStem }) => firstStem)).toEqual(
      pages.map(({ firstStem }) => firstStem).sort((a, b) => a - b),
    );
    expect(pages[0]!.firstStem).toBe(5);
  });

  test('are refused when a single bit is another', () => {
    const { bytes, checksum } = pages[1]!;
    for (let trial = 0; trial < 20; trial++) {
      const damaged = bytes.slice();
      damaged[Math.floor(random() * damaged.length)]! ^= 1 << Math.floor(random() * 8);
      expect(() => new PageReader(damaged.buffer, checksum)).toThrow(/damaged/);
    }
  });
});

describe('impacts', () => {
  test('rise with occurrences, fall with length, and stay in a byte', () => {
    for (let count = 1; count < 200; count++) {
      expect(impactOf(count + 1, 150)).toBeGreaterThanOrEqual(impactOf(count, 150));
      expect(impactOf(2, 10 * count)).toBeGreaterThanOrEqual(impactOf(2, 10 * (count + 1)));
    }
    expect(impactOf(100_000, 1)).toBeLessThanOrEqual(MOST_IMPACT);
    expect(impactOf(1, 1_000_000)).toBe(1);
  });

  test('weigh rare stems more, and never nothing', () => {
    expect(stemWeight(1, 1000)).toBeGreaterThan(stemWeight(10, 1000));
    expect(stemWeight(1000, 1000)).toBeGreaterThan(0);
    expect(stemWeight(0, 0)).toBeGreaterThan(0);
  });
});
