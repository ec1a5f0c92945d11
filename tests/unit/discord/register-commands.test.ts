import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DefaultRestOptions } from 'discord.js';
import { registerCommands } from '../../../src/discord/register-commands.ts';

const ASK = { name: 'ask', description: 'Asks' };

/** Notes what is put where. */
class FakeRest {
  readonly options;
  readonly puts: [string, unknown][] = [];
  failure: Error | undefined;

  constructor(api = 'https://discord.example/api') {
    this.options = { ...DefaultRestOptions, api };
  }

  put(route: string, { body }: { body?: unknown } = {}): Promise<unknown> {
    if (this.failure) return Promise.reject(this.failure);
    this.puts.push([route, body]);
    return Promise.resolve([]);
  }
}

let directory: string;
let file: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'newshound-commands-'));
  file = join(directory, 'commands.json');
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

describe('registering slash commands', () => {
  test('overwrites all of them at once, and only when one has changed', async () => {
    const rest = new FakeRest();
    expect(await registerCommands(rest, '1', [ASK], file)).toBe('registered');
    expect(await registerCommands(rest, '1', [ASK], file)).toBe('unchanged');
    expect(await registerCommands(rest, '1', [{ ...ASK, description: 'Asks again' }], file)).toBe(
      'registered',
    );
    expect(rest.puts.map(([route]) => route)).toEqual([
      '/applications/1/commands',
      '/applications/1/commands',
    ]);
    expect(rest.puts[0]?.[1]).toEqual([ASK]);
  });

  test('is done anew for another bot, and at another Discord, without forgetting the first', async () => {
    const [here, there] = [new FakeRest(), new FakeRest('http://127.0.0.1:1/api')];
    await registerCommands(here, '1', [ASK], file);
    expect(await registerCommands(here, '2', [ASK], file)).toBe('registered');
    expect(await registerCommands(there, '1', [ASK], file)).toBe('registered');
    expect(await registerCommands(here, '1', [ASK], file)).toBe('unchanged');
  });

  test('that failed is tried again the next time', async () => {
    const rest = new FakeRest();
    rest.failure = new Error('503');
    await expect(registerCommands(rest, '1', [ASK], file)).rejects.toThrow('503');
    rest.failure = undefined;
    expect(await registerCommands(rest, '1', [ASK], file)).toBe('registered');
  });

  test.each(['', '{', '[]', '{"a": 1}'])(
    'does not depend on what it remembers: %j is as good as nothing',
    async (content) => {
      writeFileSync(file, content);
      expect(await registerCommands(new FakeRest(), '1', [ASK], file)).toBe('registered');
      expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object)).toEqual([
        'https://discord.example/api 1',
      ]);
    },
  );
});
