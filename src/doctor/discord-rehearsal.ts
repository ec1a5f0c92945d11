import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import { rehearse, type Rehearsed } from '../discord/rehearse.ts';
import { Sandbox } from '../sandbox/sandbox.ts';
import { type Check, type Finding, note, ok, problem } from './finding.ts';

const NO_CHANNEL =
  'Name a channel for it: npm run doctor -- --discord --channel <id> (Discord, Developer Mode, Copy Channel ID).';

/**
 * Tries out Discord itself: what the bot does all day, in one channel, and how the answers differ from those of the
 * sandbox, in which the tests of the bot play.
 */
export function discordRehearsal(channelId: string | undefined): Check {
  return {
    name: 'Discord, tried out',
    run: async ({ discordToken, discordApiUrl }: Config) => {
      if (discordToken === null)
        return [problem('DISCORD_TOKEN is not set', 'See “On Discord” in the README.')];
      if (channelId === undefined) return [problem('No channel was named', NO_CHANNEL)];
      try {
        const real = await rehearse(discordApiUrl, discordToken, channelId);
        const model = await rehearseInSandbox();
        return [...real.map(findingOf), ...differences(real, model)];
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        return [
          problem(error.message, 'Check the token, the invitation of the bot, and the id of the channel.'),
        ];
      }
    },
  };
}

async function rehearseInSandbox(): Promise<Rehearsed[]> {
  const sandbox = await Sandbox.start();
  try {
    return await rehearse(sandbox.api, sandbox.state.application.token, sandbox.channel('general').id);
  } finally {
    await sandbox.close();
  }
}

function findingOf({ step, isAsExpected, instead }: Rehearsed): Finding {
  return isAsExpected
    ? ok(step)
    : problem(`${step}: ${instead}`, 'The bot relies on this; see “On Discord” in the README.');
}

/** Codes and fields that differ; none of them keeps the bot from working, all of them matter to its tests. */
function differences(real: readonly Rehearsed[], model: readonly Rehearsed[]): Finding[] {
  const found = real.flatMap(({ step, answer }) => {
    const same = model.find((other) => other.step === step);
    if (same === undefined) return [note(`${step}: the sandbox did not come so far`)];
    const missing = answer.keys.filter((key) => !same.answer.keys.includes(key));
    const extra = same.answer.keys.filter((key) => !answer.keys.includes(key));
    const code =
      answer.code === same.answer.code
        ? []
        : [`${String(answer.code)} where the sandbox says ${String(same.answer.code)}`];
    const parts = [
      ...code,
      ...(missing.length > 0 ? [`fields that the sandbox lacks: ${missing.join(', ')}`] : []),
      ...(extra.length > 0 ? [`fields that only the sandbox has: ${extra.join(', ')}`] : []),
    ];
    return parts.length > 0 ? [note(`${step}: ${parts.join('; ')}`)] : [];
  });
  return found.length > 0 ? found : [ok('every answer has the codes and fields of the sandbox')];
}
