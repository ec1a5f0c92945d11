import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../../src/compose.ts';
import { parseConfig } from '../../src/config.ts';
import type { Answer } from '../../src/domain/answer.ts';

/** A terminal command as a person runs it, in folders of its own. */

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Folders {
  readonly root: string;
  readonly dataDir: string;
  readonly indexDir: string;
  /** The environment that points every command to these folders, with quotes and the built-in search. */
  readonly env: Record<string, string>;
  remove(): void;
}

/** Folders for one test; `articles` copies the project's sample articles into them. */
export function makeFolders({ articles = false }: { articles?: boolean } = {}): Folders {
  const root = mkdtempSync(join(tmpdir(), 'newshound-test-'));
  const dataDir = join(root, 'data');
  const indexDir = join(root, 'index');
  if (articles) cpSync('data/articles', join(dataDir, 'articles'), { recursive: true });
  return {
    root,
    dataDir,
    indexDir,
    env: {
      DATA_DIR: dataDir,
      INDEX_DIR: indexDir,
      MODELS_DIR: join(root, 'models'),
      EMBEDDER: 'builtin',
      CHAT_MODEL: 'none',
    },
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Starts `scripts/<name>.ts`; the caller kills it or waits with `ended`. */
export function startScript(
  name: string,
  args: readonly string[],
  env: Record<string, string>,
  nodeOptions: readonly string[] = [],
): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', ...nodeOptions, `scripts/${name}.ts`, ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Waits until a process has ended and returns what it printed. */
export async function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}

export function runScript(
  name: string,
  args: readonly string[],
  env: Record<string, string>,
  nodeOptions: readonly string[] = [],
): Promise<Ended> {
  return ended(startScript(name, args, env, nodeOptions));
}

/** What `npm run reindex` does, in this process: for tests whose subject is another command. */
export async function reindexHere(folders: Folders): Promise<void> {
  const newshound = await compose(parseConfig(folders.env), { chat: false });
  try {
    await newshound.reindex([]);
  } finally {
    await newshound.close();
  }
}

/** What `npm run ask` answers, asked in this process: for tests whose subject is another command. */
export async function askHere(folders: Folders, questions: readonly string[]): Promise<Answer[]> {
  const newshound = await compose(parseConfig(folders.env));
  try {
    await newshound.prepare();
    const answers: Answer[] = [];
    for (const text of questions) {
      for await (const event of newshound.ask({ text })) {
        if (event.type === 'final') answers.push(event.answer);
      }
    }
    return answers;
  } finally {
    await newshound.close();
  }
}
