import { ask } from './ask.ts';
import type { Command } from './command.ts';

/** All slash commands. */
export const COMMANDS: readonly Command[] = [ask];
