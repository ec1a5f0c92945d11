import { createHash } from 'node:crypto';
import type { CatalogueModel } from '../../../src/models/catalogue.ts';

/** Content of a "model file": 300 kB that do not compress. */
export const CONTENT = Buffer.concat(
  Array.from({ length: 9375 }, (_, index) => createHash('sha256').update(String(index)).digest()),
);

export function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** A model of two files on the hub. */
export const TWO_FILES: CatalogueModel = {
  name: 'two-files',
  kind: 'embedder',
  description: 'Two files.',
  parameters: 1,
  bytes: CONTENT.length,
  memoryBytes: 1,
  licence: { name: 'MIT', url: 'https://example.org' },
  files: [{ path: 'onnx/model.onnx' }, { path: 'config.json' }],
  origins: [{ kind: 'hub', repository: 'them/two-files' }],
};

/** A model of one file whose sha256 is known, on the hub and in a package. */
export const ONE_FILE: CatalogueModel = {
  ...TWO_FILES,
  name: 'one-file',
  kind: 'chat',
  files: [{ path: 'model.gguf', bytes: CONTENT.length, sha256: sha256(CONTENT) }],
  origins: [
    { kind: 'hub', repository: 'them/one-file' },
    { kind: 'package', name: 'newshound-test-model', version: '1.0', member: 'newshound_test_model/inside.gguf' },
  ],
};
