import { join } from 'node:path';
import { catalogueModel } from '../catalogue.ts';
import { type Manifest, sizeOf } from './manifest.ts';
import { modelFolder } from './pulled.ts';
import { sha256Of } from './sha256.ts';

/** What is wrong with one file; an empty list means that all is well. */
export interface Damage {
  readonly path: string;
  readonly problem: string;
}

/** Reads every file of a pulled model again and compares it with its manifest and with the catalogue. */
export async function verify(modelsDir: string, manifest: Manifest, signal?: AbortSignal): Promise<Damage[]> {
  const known = new Map(catalogueModel(manifest.name)?.files.map(({ path, sha256 }) => [path, sha256]));
  const damages: Damage[] = [];
  for (const { path, bytes, sha256 } of manifest.files) {
    const file = join(modelFolder(modelsDir, manifest.name), path);
    const size = sizeOf(file);
    if (size === null) damages.push({ path, problem: 'is missing' });
    else if (size !== bytes) {
      damages.push({ path, problem: `has ${String(size)} bytes instead of ${String(bytes)}` });
    } else if ((await sha256Of(file, signal)) !== (known.get(path) ?? sha256)) {
      damages.push({ path, problem: 'has another content than the file that was published' });
    }
  }
  return damages;
}
