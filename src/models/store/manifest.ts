import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { hasCode, ModelError } from '../../errors.ts';
import type { CatalogueModel } from '../catalogue.ts';

/** What was pulled: lies beside the files in the model's folder, which appears only when all of it is there. */
const Manifest = z.object({
  name: z.string(),
  /** Where the files came from, for people. */
  origin: z.string(),
  files: z
    .array(
      z.object({
        path: z.string(),
        bytes: z.number(),
        sha256: z.string(),
        /** Whose sha256 it was compared with; `nobody` where neither the catalogue nor the hub knew one. */
        checkedWith: z.enum(['catalogue', 'hub', 'nobody']),
      }),
    )
    .min(1),
});

export type Manifest = z.infer<typeof Manifest>;
export type ManifestFile = Manifest['files'][number];

export const MANIFEST = 'manifest.json';

export function modelFolder(modelsDir: string, name: string): string {
  return join(modelsDir, name);
}

/**
 * What was pulled under that name, or null.
 * @throws ModelError when the manifest cannot be read
 */
export function readManifest(modelsDir: string, name: string): Manifest | null {
  let json: string;
  try {
    json = readFileSync(join(modelFolder(modelsDir, name), MANIFEST), 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return null;
    throw error;
  }
  try {
    return Manifest.parse(JSON.parse(json));
  } catch (error) {
    throw new ModelError(`The manifest of ${name} in ${modelsDir} is damaged. ${cure(name)}`, { cause: error });
  }
}

/**
 * The path of a pulled model's main file, after a quick look at all sizes.
 * @throws ModelError when it was not pulled, or a file is missing or has another size
 */
export function pulledFile(modelsDir: string, model: CatalogueModel): string {
  const manifest = readManifest(modelsDir, model.name);
  if (manifest === null) {
    throw new ModelError(
      `The model ${model.name} is not on this machine. Get it with: npm run models -- pull ${model.name}`,
    );
  }
  for (const file of manifest.files) {
    const found = sizeOf(join(modelFolder(modelsDir, model.name), file.path));
    if (found === file.bytes) continue;
    const what = found === null ? 'is missing' : `has ${String(found)} bytes instead of ${String(file.bytes)}`;
    throw new ModelError(`The file ${file.path} of ${model.name} ${what}. ${cure(model.name)}`);
  }
  return join(modelFolder(modelsDir, model.name), model.files[0].path);
}

export function cure(name: string): string {
  return `Get it again with: npm run models -- remove ${name} && npm run models -- pull ${name}`;
}

export function sizeOf(path: string): number | null {
  try {
    return statSync(path).size;
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return null;
    throw error;
  }
}
