import { styleText } from 'node:util';
import { Command } from 'commander';
import { CHECKS } from '../src/doctor/checks.ts';
import type { Finding } from '../src/doctor/finding.ts';
import { parseArguments } from '../src/terminal/arguments.ts';
import { type CommandContext, runCommand } from '../src/terminal/run-command.ts';

const command = new Command('doctor')
  .description('Check the machine, the settings, the library, the index and the models, and say what to do.')
  .option('--json', 'print the findings as JSON')
  .option('--discord', 'try out Discord itself, in one channel')
  .option('--channel <id>', 'the channel for that');

const SIGNS: Readonly<Record<Finding['state'], { sign: string; colour: 'green' | 'yellow' | 'red' }>> = {
  ok: { sign: 'ok     ', colour: 'green' },
  note: { sign: 'note   ', colour: 'yellow' },
  problem: { sign: 'problem', colour: 'red' },
};

/** Exit code 0 without problems, 1 with. */
async function doctor({ config }: CommandContext): Promise<number> {
  if (!parseArguments(command, process.argv.slice(2))) return 0;
  const { json, discord, channel } = command.opts<{ json?: boolean; discord?: boolean; channel?: string }>();
  // Loaded only then: discord.js takes longer than all the checks.
  const more =
    discord === true ? [(await import('../src/doctor/discord-rehearsal.ts')).discordRehearsal(channel)] : [];
  const all: (Finding & { check: string })[] = [];
  for (const check of [...CHECKS, ...more]) {
    for (const finding of await check.run(config)) {
      all.push({ check: check.name, ...finding });
      if (json !== true) process.stdout.write(render(check.name, finding));
    }
  }
  if (json === true) process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
  return all.some(({ state }) => state === 'problem') ? 1 : 0;
}

function render(name: string, { state, text, cure }: Finding): string {
  const { sign, colour } = SIGNS[state];
  const mark = process.stdout.isTTY ? styleText(colour, sign) : sign;
  return `${mark}  ${name}: ${text}\n${cure === undefined ? '' : `         ${cure}\n`}`;
}

await runCommand(doctor);
