import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import { registerAnew, rehearse, type Rehearsed } from '../discord/rehearse.ts';
import { Sandbox } from '../sandbox/sandbox.ts';
import { type Check, type Finding, note, ok, problem } from './finding.ts';
import { shapeDifferences, shapeOf } from './shape.ts';

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
    const { id, token } = sandbox.state.application;
    await registerAnew(sandbox.api, token, id);
    return await rehearse(sandbox.api, token, sandbox.channel('general').id);
  } finally {
    await sandbox.close();
  }
}

function findingOf({ step, isAsExpected, instead }: Rehearsed): Finding {
  return isAsExpected
    ? ok(step)
    : problem(`${step}: ${instead}`, 'The bot relies on this; see “On Discord” in the README.');
}

/** Codes and shapes that differ; none of them keeps the bot from working, all of them matter to its tests. */
function differences(real: readonly Rehearsed[], model: readonly Rehearsed[]): Finding[] {
  const found = real.flatMap(({ step, answer }) => {
    const same = model.find((other) => other.step === step);
    if (same === undefined) return [note(`${step}: the sandbox did not come so far`)];
    const code =
      answer.code === same.answer.code
        ? []
        : [`Answered with ${String(answer.code)}, in the sandbox with ${String(same.answer.code)}.`];
    const all = [...code, ...shapeDifferences(shapeOf(answer.body), shapeOf(same.answer.body))];
    return all.length > 0 ? [note(`${step}: ${all.join(' ')}`)] : [];
  });
  return found.length > 0 ? found : [ok('every answer has the codes and the shape of the sandbox')];
}
