import { afterAll, describe, expect, test } from '@jest/globals';
import { BoundedParser } from '../../../src/extraction/bounded-parser.ts';
import { FORMATS } from '../../../src/extraction/formats.ts';
import { fuzz } from '../../support/extraction/fuzz.ts';

/** Each format; more of it in `npm run test:soak -- fuzz`. */
const TIMES = 200;

describe(`${String(TIMES)} damaged documents are each an article or a reason, and break nothing`, () => {
  // One process reads all formats, as in a run: what breaks it is a fault, and the next document starts another.
  const parser = new BoundedParser();
  afterAll(() => parser.close());

  test.each(FORMATS.map(({ name }) => name))(
    '%s',
    async (name) => {
      const seeds = Array.from({ length: TIMES }, (_, seed) => seed);
      expect(await fuzz(name, seeds, parser)).toEqual({ read: TIMES, faults: [] });
    },
    60_000,
  );
});
