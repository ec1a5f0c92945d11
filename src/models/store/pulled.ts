import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Lies beside the files of a pulled model, whose folder appears only when all of it is there. */
export const MANIFEST = 'manifest.json';

export function modelFolder(modelsDir: string, name: string): string {
  return join(modelsDir, name);
}

/** Whether a model of that name was pulled. Cheap: every question asks it, so it neither reads nor loads anything. */
export function isPulled(modelsDir: string, name: string): boolean {
  return existsSync(join(modelFolder(modelsDir, name), MANIFEST));
}
