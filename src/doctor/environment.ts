import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { dirname, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { messageOf } from '../errors.ts';
import { loadHnswlib } from '../search-index/hnswlib.ts';
import { SqliteFile } from '../storage/sqlite.ts';
import { type Check, type Finding, note, ok, problem } from './finding.ts';

const GIBIBYTE = 2 ** 30;

/** Below this, indexing and model downloads fail half-way. */
const LEAST_FREE_BYTES = GIBIBYTE;

/** The lowest version of each Node line on which the tests have run. */
const LEAST_NODE: readonly (readonly [number, number])[] = [
  [20, 19],
  [22, 12],
  [24, 0],
];

export const node: Check = {
  name: 'Node',
  run: () => {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    const line = LEAST_NODE.find(([known]) => known === major);
    if (line === undefined && major > 24)
      return [note(`Node ${process.versions.node}, on which nobody has tried it`)];
    const works = line !== undefined && minor >= line[1];
    return works
      ? [ok(`Node ${process.versions.node}`)]
      : [problem(`Node ${process.versions.node} is too old`, 'Install Node 20.19 or later, 22 or 24.')];
  },
};

export const nativeParts: Check = {
  name: 'Native parts',
  run: async () => {
    const findings: Finding[] = [];
    try {
      const file = SqliteFile.open(':memory:', 0);
      findings.push(
        ok(`SQLite ${file.row<{ v: string }>('SELECT sqlite_version() AS v')?.v ?? ''} (prebuilt)`),
      );
      file.close();
    } catch (error) {
      findings.push(
        problem(
          `SQLite does not load: ${messageOf(error)}`,
          'Run `npm ci` again on this machine; do not pass --omit=optional.',
        ),
      );
    }
    const hnswlib = await loadHnswlib();
    findings.push(
      'native' in hnswlib
        ? ok('hnswlib-node (vectors in a graph)')
        : note(
            'hnswlib-node is not built, so vectors are compared one by one: the same answers, 15 ms a question at 10,000 passages, 86 ms at 50,000',
            "Install python3, make, g++ and Node's headers (Debian: apt install python3 make g++; the headers come by themselves or lie where npm's nodedir points), then run `npm rebuild hnswlib-node` or `npm ci`.",
          ),
    );
    return findings;
  },
};

export const folders: Check = {
  name: 'Folders',
  run: ({ dataDir, indexDir, modelsDir }) =>
    [
      ['DATA_DIR', dataDir],
      ['INDEX_DIR', indexDir],
      ['MODELS_DIR', modelsDir],
    ].map(([setting = '', folder = '']) => folderFinding(setting, folder)),
};

function folderFinding(setting: string, folder: string): Finding {
  const existing = nearestExisting(resolve(folder));
  try {
    accessSync(existing, constants.W_OK);
  } catch {
    return problem(
      `${setting} ${folder} cannot be written`,
      `Give yourself the right to write there, or set ${setting} to another folder.`,
    );
  }
  const { bavail, bsize } = statfsSync(existing);
  const free = bavail * bsize;
  const text = `${setting} ${folder}: ${(free / GIBIBYTE).toFixed(1)} GiB free`;
  return free < LEAST_FREE_BYTES
    ? problem(text, 'Free some space: an index and a model need at least 1 GiB.')
    : ok(text);
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

export const memory: Check = {
  name: 'Memory',
  run: () => {
    const text = `${(totalmem() / GIBIBYTE).toFixed(1)} GiB, ${(freemem() / GIBIBYTE).toFixed(1)} GiB free`;
    return [
      totalmem() < 2 * GIBIBYTE
        ? note(text, 'Enough for quotes; a chat model of 3 billion parameters wants 4 GiB.')
        : ok(text),
    ];
  },
};

/** Bot tokens are three parts in URL-safe base64; the first is the bot's id. */
const TOKEN_SHAPE = /^[\w-]{20,}\.[\w-]{4,}\.[\w-]{20,}$/;

export const discord: Check = {
  name: 'Discord',
  run: ({ discordToken }: Config) => {
    if (discordToken === null) {
      return [
        note(
          'DISCORD_TOKEN is not set; the terminal works without',
          'To run the bot, see “On Discord” in the README.',
        ),
      ];
    }
    return TOKEN_SHAPE.test(discordToken)
      ? [ok('DISCORD_TOKEN has the shape of a bot token')]
      : [
          problem(
            'DISCORD_TOKEN does not look like a bot token',
            'Copy it again from the developer portal: Bot, Reset Token (not the client secret, not the public key).',
          ),
        ];
  },
};
