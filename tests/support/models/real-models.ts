import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe } from '@jest/globals';
import { parseConfig } from '../../../src/config.ts';

/**
 * Real model files, where a machine has them: pulled ones in MODELS_DIR, others in a folder beside the project.
 */
const { modelsDir } = parseConfig(process.env);
const places = [modelsDir, '../shared/models'];

/** Absolute path of a file or folder of real models, null where it is absent. */
export function realModel(path: string): string | null {
  const found = places.map((place) => resolve(place, path)).find((candidate) => existsSync(candidate));
  return found ?? null;
}

/** A suite that needs a real model; where the model is absent, a skipped suite whose title says what is missing. */
export function describeWith(title: string, path: string, suite: (file: string) => void): void {
  const file = realModel(path);
  if (file === null) {
    describe.skip(`${title}: skipped, ${path} is in none of ${places.join(', ')}`, () => {
      suite(path);
    });
  } else {
    describe(title, () => {
      suite(file);
    });
  }
}
