import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { catalogueModel } from '../../../src/models/catalogue.ts';
import { LoopbackHub } from '../../support/models/loopback-hub.ts';
import { scratchFolders } from '../../support/models/scratch.ts';

jest.setTimeout(60_000);

const COMMAND = fileURLToPath(new URL('../../../scripts/models.ts', import.meta.url));
const E5 = 'multilingual-e5-small';
const scratch = scratchFolders();
let hub: LoopbackHub;
let hubUrl: string;
let modelsDir: string;

beforeEach(async () => {
  hub = new LoopbackHub();
  hubUrl = await hub.start();
  modelsDir = scratch();
});

afterEach(async () => {
  await hub.stop();
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function models(...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', COMMAND, ...args], {
    env: { ...process.env, MODELS_DIR: modelsDir, MODEL_HUB_URL: hubUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

describe('npm run models', () => {
  test('lists every model with size, memory and licence', async () => {
    const { code, out } = await models('list');
    expect(code).toBe(0);
    expect(out).toContain('  smollm2-135m (writes answers)');
    expect(out).toContain('98 MB to download, 400 MB of memory, Apache-2.0 (https://www.apache.org/licenses/LICENSE-2.0)');
    expect(out).toContain('Llama 3.2 Community License');
  });

  test('pulls, lists, verifies, notices damage, and removes', async () => {
    for (const { path } of catalogueModel(E5)!.files) {
      hub.put('Xenova/multilingual-e5-small', path, `content of ${path}`, { publish: path.endsWith('.onnx') });
    }
    const pulled = await models('pull', E5);
    expect(pulled.code).toBe(0);
    const [first, second, third] = pulled.err.split('\n');
    expect(first).toContain('Multilingual E5');
    expect(second).toBe(
      'Licence: MIT (https://huggingface.co/intfloat/multilingual-e5-small). By downloading you accept it.',
    );
    expect(third).toBe(`Downloading from the model hub (${hubUrl}/Xenova/multilingual-e5-small) …`);
    expect(pulled.err).toContain('Nobody publishes a sha256 of tokenizer.json, ');
    expect(pulled.out).toContain(`Pulled and checked: ${join(modelsDir, E5)}`);
    expect(pulled.out).toContain(`EMBEDDER=hf:${E5}`);

    expect((await models()).out).toContain(`✓ ${E5}`);
    expect(await models('verify')).toMatchObject({ code: 0, out: `${E5}: sound\n` });

    writeFileSync(join(modelsDir, E5, 'tokenizer.json'), 'Content of tokenizer.json');
    const damaged = await models('verify', E5);
    expect(damaged.code).toBe(1);
    expect(damaged.out).toBe(
      `${E5}: tokenizer.json has another content than the file that was published. Get it again with: npm run models -- remove ${E5} && npm run models -- pull ${E5}\n`,
    );

    expect(await models('remove', E5)).toMatchObject({ code: 0 });
    expect(await models('remove', E5)).toMatchObject({
      code: 1,
      err: `The model ${E5} is not on this machine. Get it with: npm run models -- pull ${E5}\n`,
    });
  });

  test('says in one line why a model could not be had', async () => {
    const { code, err } = await models('pull', 'gemma-2-2b-it');
    expect(code).toBe(1);
    expect(err.trimEnd().split('\n').at(-1)).toMatch(/^gemma-2-2b-it could not be downloaded\. 127\.0\.0\.1:\d+ answered 404 for/);
  });

  test.each([
    [['pull', 'llama-9'], 'There is no model named llama-9. The catalogue has '],
    [['pull'], "missing required argument 'name'"],
    [['fetch', 'x'], "unknown command 'fetch'"],
  ])('%j is wrong usage', async (args, sentence) => {
    const { code, err } = await models(...args);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });
});
