import { describe, expect, test } from '@jest/globals';
import { areNearCopies, shinglesOf } from '../../../src/retrieval/near-copies.ts';

const REPORT =
  'Meta released the second Llama model on Tuesday and gave it a licence that lets most companies use it for free.';

const copies = (a: string, b: string): boolean => areNearCopies(shinglesOf(a), shinglesOf(b));

describe('near copies', () => {
  test('are a report and the same report with another first sentence', () => {
    expect(copies(REPORT, REPORT)).toBe(true);
    expect(copies(REPORT, `Exclusive from our reporter in Menlo Park. ${REPORT}`)).toBe(true);
    expect(copies(REPORT, REPORT.replace('Tuesday', 'Wednesday'))).toBe(true);
  });

  test('are not two reports on one event', () => {
    expect(
      copies(REPORT, 'On Tuesday Meta published Llama 2, its new language model, which companies may use.'),
    ).toBe(false);
    expect(copies('Short.', REPORT)).toBe(false);
  });
});
