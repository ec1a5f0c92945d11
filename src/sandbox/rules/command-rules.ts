import { invalid, type Rule, SOURCES } from './rule.ts';

const { commands } = SOURCES;

/** Commands that a bot registers. Lengths are in characters. */
export const COMMAND_RULES = {
  commandCount: invalid(100, `${commands}#registering-a-command`),
  commandName: invalid(32, `${commands}#application-command-naming`),
  commandDescription: invalid(100, `${commands}#application-command-object`),
  commandOptions: invalid(25, `${commands}#application-command-object`),
} as const satisfies Record<string, Rule>;
