import type { Person } from '../sandbox/people/person.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';

/** The people one can be. Each has a language, which Discord sends with every command. */
const PEOPLE = [
  { name: 'alice', locale: 'en-US' },
  { name: 'bob', locale: 'en-GB' },
  { name: 'jonas', locale: 'de' },
] as const;

/** Channels beside `general`. */
const CHANNELS = ['tech-news', 'deutsch'] as const;

/** Furnishes an empty sandbox, before the bot connects. */
export function seed(sandbox: Sandbox): ReadonlyMap<string, Person> {
  for (const name of CHANNELS) sandbox.addChannel(name);
  return new Map(
    PEOPLE.map(({ name, locale }) => {
      const person = sandbox.person(name, { locale });
      return [person.user.id, person];
    }),
  );
}
