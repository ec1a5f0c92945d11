import type { Person } from '../sandbox/people/person.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';

/** Channels beside `general`. */
const CHANNELS = ['tech-news', 'deutsch'] as const;

/**
 * Furnishes an empty sandbox, before the bot connects: a server with the bot, one without it, and two people who write
 * to each other. Each person has a language, which Discord sends with every command; one has added the bot for herself.
 * @returns the people one can be, by id
 */
export function seed(sandbox: Sandbox): ReadonlyMap<string, Person> {
  for (const name of CHANNELS) sandbox.addChannel(name);
  const alice = sandbox.person('alice', { locale: 'en-US', installed: true });
  const bob = sandbox.person('bob', { locale: 'en-GB' });
  const jonas = sandbox.person('jonas', { locale: 'de' });
  const guild = sandbox.addServer('Book club', alice, bob);
  sandbox.addChannel('books', { guild });
  sandbox.addPrivateChannel('alice and bob', alice, bob);
  return new Map([alice, bob, jonas].map((person) => [person.user.id, person]));
}
