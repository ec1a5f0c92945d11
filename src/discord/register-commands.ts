import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type REST, Routes, type RESTPutAPIApplicationCommandsJSONBody } from 'discord.js';
import { z } from 'zod';
import { hasCode } from '../errors.ts';
import { writeFileAtomically } from '../storage/write-file.ts';

/** For each bot at each Discord, the sha256 of the commands that were registered last. */
const registered = z.record(z.string(), z.string());

/**
 * Registers the slash commands by one bulk overwrite, and only where they have changed: Discord lets a bot create
 * 200 commands a day. Source: interactions/application-commands.mdx#registering-a-command.
 * @param file where to remember what was registered
 */
export async function registerCommands(
  rest: Pick<REST, 'put' | 'options'>,
  applicationId: string,
  commands: RESTPutAPIApplicationCommandsJSONBody,
  file: string,
): Promise<'registered' | 'unchanged'> {
  const key = `${rest.options.api} ${applicationId}`;
  const hash = createHash('sha256').update(JSON.stringify(commands)).digest('hex');
  const known = readRegistered(file);
  if (known[key] === hash) return 'unchanged';
  await rest.put(Routes.applicationCommands(applicationId), { body: commands });
  writeFileAtomically(file, `${JSON.stringify({ ...known, [key]: hash }, null, 2)}\n`);
  return 'registered';
}

function readRegistered(file: string): z.infer<typeof registered> {
  try {
    return registered.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    // Absent or damaged: registering once more does no harm.
    if (hasCode(error, 'ENOENT') || error instanceof SyntaxError || error instanceof z.ZodError) return {};
    throw error;
  }
}
