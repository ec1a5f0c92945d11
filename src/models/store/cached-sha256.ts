import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { hasCode } from '../../errors.ts';
import { writeFileAtomically } from '../../storage/write-file.ts';
import { sha256Of } from './sha256.ts';

const Known = z.record(z.string(), z.object({ bytes: z.number(), modifiedMs: z.number(), sha256: z.string() }));

/** In MODELS_DIR, because a model may lie in a folder that is not ours to write to. */
const CACHE = '.sha256.json';

/** The sha256 of a large file, read again only when its size or time of change differs from the last time. */
export async function cachedSha256(path: string, modelsDir: string): Promise<string> {
  const file = resolve(path);
  const cache = join(modelsDir, CACHE);
  const known = readCache(cache);
  const { size: bytes, mtimeMs: modifiedMs } = statSync(file);
  const hit = known[file];
  if (hit?.bytes === bytes && hit.modifiedMs === modifiedMs) return hit.sha256;

  const sha256 = await sha256Of(file);
  try {
    mkdirSync(dirname(cache), { recursive: true });
    writeFileAtomically(cache, `${JSON.stringify({ ...known, [file]: { bytes, modifiedMs, sha256 } }, null, 2)}\n`);
  } catch (error) {
    // Without a cache the file is read again at the next start, which takes a second.
    if (!['EACCES', 'EROFS', 'EPERM', 'ENOSPC'].some((code) => hasCode(error, code))) throw error;
  }
  return sha256;
}

function readCache(path: string): z.infer<typeof Known> {
  try {
    return Known.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    // Absent, or damaged: it holds nothing that cannot be computed again.
    if (hasCode(error, 'ENOENT') || error instanceof SyntaxError || error instanceof z.ZodError) return {};
    throw error;
  }
}
