import { describe, expect, test } from '@jest/globals';
import type { EmbedderIdentity } from '../../../src/models/embedders/embedder.ts';
import { digestOf, fingerprintOf } from '../../../src/search-index/fingerprint.ts';

const identity: EmbedderIdentity = {
  id: 'hf:small',
  dimensions: 384,
  fileHash: 'abc',
  pooling: 'mean',
  queryPrefix: 'query: ',
  passagePrefix: 'passage: ',
};

describe('a fingerprint', () => {
  test('is the same for the same embedder, in whatever order its parts are named', () => {
    const reversed = Object.fromEntries(Object.entries(identity).reverse()) as unknown as EmbedderIdentity;
    expect(digestOf(fingerprintOf(reversed))).toBe(digestOf(fingerprintOf(identity)));
    expect(digestOf(fingerprintOf(identity))).toMatch(/^[0-9a-f]{12}$/);
  });

  test.each([
    { id: 'hf:large' },
    { dimensions: 383 },
    { fileHash: 'abd' },
    { pooling: 'cls' },
    { queryPrefix: '' },
    { passagePrefix: '' },
  ])('is another one where %j', (difference) => {
    expect(digestOf(fingerprintOf({ ...identity, ...difference }))).not.toBe(
      digestOf(fingerprintOf(identity)),
    );
  });

  test('is another one for another splitter or format', () => {
    const fingerprint = fingerprintOf(identity);
    expect(digestOf({ ...fingerprint, splitter: fingerprint.splitter + 1 })).not.toBe(digestOf(fingerprint));
    expect(digestOf({ ...fingerprint, format: fingerprint.format + 1 })).not.toBe(digestOf(fingerprint));
  });
});
