import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Client, Events, GatewayIntentBits } from 'discord.js';
import { Sandbox, type SandboxOptions } from '../../../src/sandbox/sandbox.ts';

// discord.js waits half a second before each new connection, more on a busy machine.
jest.setTimeout(30_000);

const clients: Client[] = [];
const sandboxes: Sandbox[] = [];

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.destroy()));
  await Promise.all(sandboxes.splice(0).map((sandbox) => sandbox.close()));
});

/** An unmodified discord.js in a sandbox, online. It identifies again without waiting 5 seconds. */
async function online(options: SandboxOptions = {}): Promise<{ sandbox: Sandbox; client: Client }> {
  const sandbox = await Sandbox.start(options);
  sandboxes.push(sandbox);
  const client = new Client({
    rest: { api: sandbox.api },
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
    ws: { buildIdentifyThrottler: () => Promise.resolve({ waitForIdentify: () => Promise.resolve() }) },
  });
  clients.push(client);
  client.on(Events.MessageCreate, (message) => {
    if (message.content.endsWith('ping')) void message.reply('pong');
  });
  const ready = new Promise((done) => client.once(Events.ClientReady, done));
  await client.login(sandbox.state.application.token);
  await ready;
  return { sandbox, client };
}

const session = ({ state }: Sandbox) => [...state.gateway.sessions.values()][0];

describe('an unmodified discord.js', () => {
  test('connects by its API address alone, and answers', async () => {
    const { sandbox, client } = await online();
    expect(client.guilds.cache.map(({ name }) => name)).toEqual(['Reading room']);
    const alice = sandbox.person('alice');
    alice.mentions(sandbox.bot, 'ping');
    await alice.sees('pong');
    expect(sandbox.state.violations).toEqual([]);
  });

  test('comes back from a lost connection, an order to reconnect, an ended session and a zombie', async () => {
    const comesBack = async (
      lose: (sandbox: Sandbox) => void,
      isBack: (sandbox: Sandbox, id: string | undefined) => boolean,
      options: SandboxOptions = {},
    ): Promise<void> => {
      const { sandbox } = await online(options);
      const alice = sandbox.person('alice');
      const before = session(sandbox)?.id;
      lose(sandbox);
      await alice.until('see the bot back', () => isBack(sandbox, before));
      sandbox.mess.set({});
      alice.mentions(sandbox.bot, 'ping');
      await alice.sees('pong');
      expect(sandbox.state.violations).toEqual([]);
    };
    const resumed = (sandbox: Sandbox, id: string | undefined) =>
      session(sandbox)?.id === id && session(sandbox)?.connected === true && session(sandbox)?.resumed === 1;
    const begun = (sandbox: Sandbox, id: string | undefined) => {
      const now = session(sandbox);
      return now !== undefined && now.id !== id && now.sequence > 1;
    };
    await Promise.all([
      comesBack((sandbox) => sandbox.dropConnections(), resumed),
      comesBack((sandbox) => sandbox.askToReconnect(), resumed),
      comesBack((sandbox) => sandbox.invalidateSession({ resumable: true }), resumed),
      comesBack((sandbox) => sandbox.invalidateSession({ resumable: false }), begun),
      comesBack(
        (sandbox) => sandbox.mess.set({ unansweredHeartbeats: 1 }),
        (sandbox, id) => resumed(sandbox, id),
        {
          heartbeatMs: 200,
        },
      ),
    ]);
  });

  test('reads a compressed gateway where zlib-sync is installed', async () => {
    const sandbox = await Sandbox.start();
    sandboxes.push(sandbox);
    const folder = mkdtempSync(join(tmpdir(), 'newshound-packages-'));
    try {
      const packages = join(folder, 'node_modules');
      mkdirSync(join(packages, 'zlib-sync'), { recursive: true });
      for (const name of readdirSync('node_modules').filter((entry) => !entry.startsWith('.')))
        symlinkSync(resolve('node_modules', name), join(packages, name));
      cpSync('tests/support/discord/zlib-sync.cjs', join(packages, 'zlib-sync', 'index.js'));
      cpSync('tests/support/discord/library-client.cjs', join(folder, 'bot.cjs'));
      const bot = promisify(execFile)(
        process.execPath,
        [
          '--preserve-symlinks',
          '--preserve-symlinks-main',
          join(folder, 'bot.cjs'),
          sandbox.api,
          sandbox.state.application.token,
        ],
        { timeout: 20_000 },
      );
      const alice = sandbox.person('alice');
      await alice.until('see the bot come', () => session(sandbox)?.connected === true);
      alice.mentions(sandbox.bot, `${'ä'.repeat(1000)} ping`);
      await alice.sees('pong');
      const { stdout, stderr } = await bot;
      expect(stderr).toBe('');
      expect(stdout).toContain('compress=zlib-stream');
      expect(sandbox.state.violations).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
