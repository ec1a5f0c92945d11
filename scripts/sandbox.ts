import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { UsageError } from '../src/errors.ts';
import { allMess } from '../src/sandbox/mess/mess-kinds.ts';
import { LIKE_DISCORD, Sandbox } from '../src/sandbox/sandbox.ts';
import { Feed, TerminalPeople, USAGE } from '../src/sandbox/terminal.ts';
import { parseArguments } from '../src/terminal/arguments.ts';
import { interrupted } from '../src/terminal/interrupted.ts';
import { type CommandContext, runCommand } from '../src/terminal/run-command.ts';

/** A Discord on this machine for any bot, until Ctrl-C or the end of input in a pipe: exit code 0. */

const command = new Command('sandbox')
  .description('A strict Discord on this machine, for any bot: prints its address and a token, until Ctrl-C.')
  .option('--port <number>', 'port on 127.0.0.1; 0 takes a free one', '0')
  .option('--calm', 'answer at once, without rate limits')
  .option('--mess', 'lose responses, drop connections, answer with errors, as Discord sometimes does')
  .option('--message-content', 'let the bot declare all privileged intents');

/** Bits of GUILD_MEMBERS, GUILD_PRESENCES and MESSAGE_CONTENT. */
const ALL_PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);

interface Options {
  readonly port: string;
  readonly calm?: boolean;
  readonly mess?: boolean;
  readonly messageContent?: boolean;
}

async function run({ signal }: CommandContext): Promise<number> {
  if (!parseArguments(command, process.argv.slice(2))) return 0;
  const options = command.opts<Options>();
  const sandbox = await Sandbox.start({
    ...(options.calm === true ? {} : LIKE_DISCORD),
    ...(options.mess === true && { mess: allMess() }),
    ...(options.messageContent === true && { privilegedIntents: ALL_PRIVILEGED }),
    port: portFrom(options.port),
  });
  const input = createInterface({ input: process.stdin });
  try {
    process.stdout.write(greeting(sandbox));
    listen(sandbox, input);
    await interrupted(signal);
    return 0;
  } finally {
    input.close();
    await sandbox.close();
  }
}

/** Lets people act by lines, and shows what they see. */
function listen(sandbox: Sandbox, input: ReturnType<typeof createInterface>): void {
  const people = new TerminalPeople(sandbox);
  const feed = new Feed();
  sandbox.onChange(() => {
    for (const line of feed.next(people.viewer.transcript())) process.stdout.write(`${line}\n`);
  });
  input.on('line', (line) => {
    const told = people.act(line);
    if (told !== null) process.stdout.write(`${told}\n`);
  });
}

/** @throws UsageError where it is none */
function portFrom(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port takes a number from 0 to 65535, not ${text}.`);
  return port;
}

function greeting({ api, state }: Sandbox): string {
  return `A Discord on this machine (not Discord itself; Ctrl-C ends it)
api    ${api}
token  ${state.application.token}

discord.js   new Client({ rest: { api: '${api}' }, … }).login(token)
any other    set the base of its REST API to ${api}/v10; the gateway's address comes from GET /gateway/bot
Newshound    DISCORD_API_URL=${api} DISCORD_TOKEN=${state.application.token} npm start

${USAGE}
`;
}

await runCommand(run);
