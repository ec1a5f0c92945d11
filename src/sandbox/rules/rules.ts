import { CHANNEL_LIFE_RULES } from './channel-life-rules.ts';
import { CHANNEL_RULES } from './channel-rules.ts';
import { COMMAND_RULES } from './command-rules.ts';
import { COMPONENT_RULES } from './component-rules.ts';
import { EMBED_RULES } from './embed-rules.ts';
import { FILE_RULES } from './file-rules.ts';
import { FORM_RULES } from './form-rules.ts';
import { INTERACTION_RULES } from './interaction-rules.ts';
import { MESSAGE_RULES } from './message-rules.ts';
import { RATE_RULES } from './rate-rules.ts';
import { REQUEST_RULES } from './request-rules.ts';

/** The limits and rules of Discord's REST API that the sandbox enforces, each with its source: one table. */
export const RULES = {
  ...REQUEST_RULES,
  ...RATE_RULES,
  ...MESSAGE_RULES,
  ...CHANNEL_RULES,
  ...CHANNEL_LIFE_RULES,
  ...EMBED_RULES,
  ...COMPONENT_RULES,
  ...INTERACTION_RULES,
  ...COMMAND_RULES,
  ...FORM_RULES,
  ...FILE_RULES,
};

export type RuleName = keyof typeof RULES;

/** The number of a rule that is one. */
export function limit(name: RuleName): number {
  return RULES[name].value ?? Number.POSITIVE_INFINITY;
}
