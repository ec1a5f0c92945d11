import { describe, expect, test } from '@jest/globals';
import { FORMATS } from '../../src/extraction/formats.ts';
import { fuzz } from '../support/extraction/fuzz.ts';

const TIMES = 10_000;
/** For one format; what is not reached until then is not read. */
const MOST_MS = 180_000;

describe('thousands of damaged documents are each an article or a reason, and break nothing', () => {
  test.each(FORMATS.map(({ name }) => name))(
    '%s',
    async (name) => {
      const seeds = Array.from({ length: TIMES }, (_, seed) => 1000 + seed);
      const { read, faults } = await fuzz(name, seeds, Date.now() + MOST_MS);
      expect(faults).toEqual([]);
      expect(read).toBeGreaterThan(1000);
    },
    MOST_MS + 60_000,
  );
});
