import { describe, expect, test } from '@jest/globals';
import { FORMATS } from '../../../src/extraction/formats.ts';
import { fuzz } from '../../support/extraction/fuzz.ts';

/** Each format; more of it in `npm run test:soak -- fuzz`. */
const TIMES = 200;

describe(`${String(TIMES)} damaged documents are each an article or a reason, and break nothing`, () => {
  test.each(FORMATS.map(({ name }) => name))(
    '%s',
    async (name) => {
      const seeds = Array.from({ length: TIMES }, (_, seed) => seed);
      expect(await fuzz(name, seeds, Infinity)).toEqual({ read: TIMES, faults: [] });
    },
    60_000,
  );
});
