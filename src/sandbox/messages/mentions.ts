import type { Ping } from '../state.ts';
import type { AllowedMentions } from './message-body.ts';

/** Whom a message mentions: ids. */
export interface Mentions {
  readonly users: string[];
  readonly roles: string[];
  readonly everyone: boolean;
}

export const NOBODY: Mentions = { users: [], roles: [], everyone: false };

/** All that a text mentions, whether it may or not. */
export function mentionsIn(text: string): Mentions {
  const ids = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))];
  return {
    users: ids(/<@!?(\d+)>/g),
    roles: ids(/<@&(\d+)>/g),
    everyone: /@(everyone|here)/.test(text),
  };
}

/**
 * What is left of it by `allowed_mentions`. Without the field a message in a channel may mention everybody,
 * a response to an interaction users alone. Source: resources/message.mdx#allowed-mentions-object.
 */
export function permitted(
  found: Mentions,
  allowed: AllowedMentions | null | undefined,
  inResponse: boolean,
): Mentions {
  const parse = allowed ? (allowed.parse ?? []) : inResponse ? ['users'] : ['users', 'roles', 'everyone'];
  return {
    users: found.users.filter((id) => parse.includes('users') || (allowed?.users ?? []).includes(id)),
    roles: found.roles.filter((id) => parse.includes('roles') || (allowed?.roles ?? []).includes(id)),
    everyone: found.everyone && parse.includes('everyone'),
  };
}

export function pingsOf(messageId: string, mentions: Mentions, by: Ping['by']): Ping[] {
  return [
    ...(mentions.everyone ? [{ messageId, target: 'everyone' as const, by }] : []),
    ...mentions.users.map((user) => ({ messageId, target: { user }, by })),
    ...mentions.roles.map((role) => ({ messageId, target: { role }, by })),
  ];
}
