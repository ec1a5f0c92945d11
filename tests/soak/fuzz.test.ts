import { describe, expect, test } from '@jest/globals';
import { availableParallelism } from 'node:os';
import { BoundedParser } from '../../src/extraction/bounded-parser.ts';
import { FORMATS } from '../../src/extraction/formats.ts';
import { fuzz } from '../support/extraction/fuzz.ts';

/** How many documents of each format, and from which seed on: `FUZZ_FROM=11000 npm run test:soak -- fuzz` goes on where this ends. */
const TIMES = Number(process.env.FUZZ_TIMES ?? 10_000);
const FROM = Number(process.env.FUZZ_FROM ?? 1000);
const MOST_MS = 1_800_000;

/** The seeds in turn, so that all children have as much to do. */
function share(part: number, parts: number): number[] {
  return Array.from({ length: TIMES }, (_, index) => FROM + index).filter((seed) => seed % parts === part);
}

describe(`${String(TIMES)} damaged documents are each an article or a reason, and break nothing`, () => {
  test.each(FORMATS.map(({ name }) => name))(
    '%s',
    async (name) => {
      const parts = availableParallelism();
      const results = await Promise.all(
        Array.from({ length: parts }, async (_, part) => {
          const parser = new BoundedParser();
          try {
            return await fuzz(name, share(part, parts), parser);
          } finally {
            await parser.close();
          }
        }),
      );
      expect(results.flatMap(({ faults }) => faults)).toEqual([]);
      expect(results.reduce((sum, { read }) => sum + read, 0)).toBe(TIMES);
    },
    MOST_MS,
  );
});
