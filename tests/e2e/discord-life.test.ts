import { describe, expect, jest, test } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { COMMANDS } from '../../src/discord/commands/list.ts';
import { BotStage, type StageOptions } from '../support/discord/bot-stage.ts';
import { anAnswer } from '../support/discord/fake-newshound.ts';

// Only a machine that is busy with other work comes near this.
jest.setTimeout(30_000);

async function onStage(options: StageOptions, play: (stage: BotStage) => Promise<void>): Promise<void> {
  const stage = await BotStage.open(options);
  try {
    await play(stage);
  } finally {
    await stage.close();
  }
}

const registrations = ({ sandbox }: BotStage) =>
  sandbox.state.requests.filter(({ method }) => method === 'PUT').length;

describe('the life of the bot', () => {
  test('it registers its commands once, and again only when they change', async () => {
    await onStage({}, async (stage) => {
      expect(registrations(stage)).toBe(1);
      expect(stage.sandbox.state.commands.map(({ name }) => name)).toEqual(['ask']);
      await stage.stopBot();
      await stage.startBot();
      expect(registrations(stage)).toBe(1);
    });
  });

  test('a further slash command is an object in the list', async () => {
    const ping = {
      data: { name: 'ping', description: 'Says pong' },
      run: async (interaction: Parameters<(typeof COMMANDS)[number]['run']>[0]) => {
        await interaction.reply('pong');
      },
    };
    const broken = {
      data: { name: 'broken', description: 'Fails' },
      run: () => Promise.reject(new Error('of course')),
    };
    await onStage({ commands: [...COMMANDS, ping, broken] }, async (stage) => {
      const { sandbox } = stage;
      const [alice, bob] = [sandbox.person('alice'), sandbox.person('bob')];
      alice.runs('ping');
      await stage.until(alice.sees('pong'));
      bob.runs('broken');
      await stage.until(bob.sees('Something went wrong on my side.'));
      expect(alice.screen.map(({ content }) => content)).toEqual(['pong']);
    });
  });

  test('it invites itself with what it needs and no more', async () => {
    await onStage({}, ({ bot, sandbox }) => {
      expect(bot.inviteLink).toBe(
        `https://discord.com/oauth2/authorize?client_id=${sandbox.bot.id}&scope=bot+applications.commands&permissions=309237763072`,
      );
      expect(bot.installLink).toBe(
        `https://discord.com/oauth2/authorize?client_id=${sandbox.bot.id}&integration_type=1&scope=applications.commands`,
      );
      return Promise.resolve();
    });
  });

  test('a shutdown ends every running answer with a word, and takes no more questions', async () => {
    await onStage({}, async (stage) => {
      const { sandbox, newshound } = stage;
      const [alice, bob] = [sandbox.person('alice'), sandbox.person('bob', { locale: 'de' })];
      const scripts = [newshound.prepares('one'), newshound.prepares('two')];
      alice.mentions(sandbox.bot, 'one');
      bob.runs('ask', { question: 'two' });
      for (const script of scripts) script.yields({ type: 'stage', stage: 'searching', articles: 3 });
      await stage.until(alice.sees('Searching 3'));
      await stage.until(bob.sees('Ich durchsuche 3'));
      await stage.until(stage.bot.drain());
      await stage.until(alice.sees('This answer was interrupted. Please ask again.'));
      await stage.until(bob.sees('Diese Antwort wurde abgebrochen. Bitte frag noch einmal.'));
      expect(scripts.map(({ signal }) => signal?.aborted)).toEqual([true, true]);
      alice.mentions(sandbox.bot, 'three');
      await stage.passes(300);
      expect(newshound.questions).toHaveLength(2);
    });
  });

  test('what is asked while the connection is down is answered when it is back', async () => {
    await onStage({}, async (stage) => {
      const { sandbox, newshound } = stage;
      const alice = sandbox.person('alice');
      sandbox.dropConnections();
      newshound.prepares().ends(anAnswer());
      alice.mentions(sandbox.bot, 'Are you there?');
      await stage.until(alice.sees('Sources'));
    });
  });

  test('a connection that is closed for good is told to whoever runs the bot', async () => {
    await onStage({}, async ({ sandbox, bot }) => {
      sandbox.dropConnections(4004);
      await expect(bot.dead).rejects.toThrow('Discord closed the connection for good (code 4004).');
    });
  });

  test('a wrong token is refused in a sentence that names the cure', async () => {
    const opened = BotStage.open({ token: 'wrong.wrong.wrong' });
    await expect(opened).rejects.toBeInstanceOf(UserError);
    await expect(opened).rejects.toThrow(/^Discord refuses the token in DISCORD_TOKEN\. Reset it/);
  });
});
