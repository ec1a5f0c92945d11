import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode, ModelError } from '../../errors.ts';
import type { CatalogueModel } from '../catalogue.ts';
import { MANIFEST, modelFolder } from './pulled.ts';

/** One file of a pulled model. */
export interface ManifestFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Whose sha256 it was compared with; `nobody` where neither the catalogue nor the hub knew one. */
  readonly checkedWith: 'catalogue' | 'hub' | 'nobody';
}

/** What was pulled, and what it was compared with. */
export interface Manifest {
  readonly name: string;
  /** Where the files came from, for people. */
  readonly origin: string;
  /** At least one. */
  readonly files: readonly ManifestFile[];
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
    const manifest: unknown = JSON.parse(json);
    if (isManifest(manifest)) return manifest;
    throw new Error('it does not have the shape of a manifest');
  } catch (error) {
    throw new ModelError(`The manifest of ${name} in ${modelsDir} is damaged. ${cure(name)}`, { cause: error });
  }
}

function isManifest(value: unknown): value is Manifest {
  const { name, origin, files } = (value ?? {}) as Partial<Manifest>;
  return (
    typeof name === 'string' &&
    typeof origin === 'string' &&
    Array.isArray(files) &&
    files.length > 0 &&
    files.every(
      (file: Partial<ManifestFile> | null) =>
        typeof file?.path === 'string' &&
        typeof file.bytes === 'number' &&
        typeof file.sha256 === 'string' &&
        ['catalogue', 'hub', 'nobody'].includes(file.checkedWith ?? ''),
    )
  );
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
