import type { COMMAND_RULES } from '../../../../src/sandbox/rules/command-rules.ts';
import { ASK, type Break, type Scene } from '../scene.ts';

const x = (length: number): string => 'x'.repeat(length);

const many = (count: number, fields: object): object[] =>
  Array.from({ length: count }, (_, n) => ({ ...fields, name: `n${String(n)}` }));

const text = (fields: object = {}) => ({ type: 3, name: 'text', description: 'A text', ...fields });

/** Registers a command with these options. */
const withOptions =
  (...options: readonly unknown[]): Break =>
  ({ register }) =>
    register({ ...ASK, options });

const choice = (fields: object = {}) => ({ name: 'One', value: '1', ...fields });

/** Offers these choices while alice types. */
async function offers({ register, alice, sandbox, answer }: Scene, choices: readonly unknown[]) {
  await register({ ...ASK, options: [text({ autocomplete: true })] });
  alice.types('ask', { text: 'a' }).catch(() => undefined);
  const interaction = [...sandbox.state.interactions.values()].at(-1)!;
  return answer(interaction, { type: 8, data: { choices } });
}

const application = ({ sandbox }: Scene): string => `/applications/${sandbox.bot.id}`;

/** For every rule about commands, how it is broken. */
export const COMMAND_BREAKS: Readonly<Record<keyof typeof COMMAND_RULES, Break>> = {
  ownApplication: ({ rest, alice }) => rest('GET', `/applications/${alice.user.id}/commands`),
  guildAccess: (on) => {
    const elsewhere = on.sandbox.personElsewhere('eve').channel.guildId ?? '';
    return on.rest('POST', `${application(on)}/guilds/${elsewhere}/commands`, ASK);
  },
  commandExists: (on) => on.rest('DELETE', `${application(on)}/commands/${on.alice.user.id}`),
  commandCreates: async (on) => {
    const path = `${application(on)}/commands`;
    for (const half of ['a', 'b'])
      await on.rest(
        'PUT',
        path,
        many(99, ASK).map((one, n) => ({ ...one, name: `${half}${String(n)}` })),
      );
    await on.rest('PUT', path, [ASK]);
    return on.rest('PUT', path, [ASK, { ...ASK, name: 'again' }]);
  },
  guildContexts: (on) =>
    on.rest('POST', `${application(on)}/guilds/${on.sandbox.guild.id}/commands`, { ...ASK, contexts: [1] }),
  commandCount: ({ register }) => register(...many(101, ASK)),
  menuCount: ({ register }) => register(...many(16, { type: 3 })),
  commandUnique: ({ register }) => register(ASK, ASK),
  commandName: ({ register }) => register({ ...ASK, name: 'Ask me' }),
  commandDescription: ({ register }) => register({ ...ASK, description: x(101) }),
  menuName: ({ register }) => register({ type: 3, name: x(33) }),
  menuBare: ({ register }) => register({ type: 3, name: 'Ask about this', description: 'Asks' }),
  commandTotal: withOptions(...many(25, text({ choices: many(25, { value: x(12) }), description: x(30) }))),
  localeKnown: ({ register }) => register({ ...ASK, name_localizations: { tlh: 'tlhob' } }),
  commandOptions: withOptions(...many(26, text())),
  optionUnique: withOptions(text(), text()),
  requiredFirst: withOptions(text(), text({ name: 'more', required: true })),
  subcommandsAlone: withOptions({ type: 1, name: 'list', description: 'Lists' }, text()),
  optionFields: withOptions(text({ min_value: 1 })),
  optionText: withOptions(text({ min_length: 9, max_length: 8 })),
  optionNumber: withOptions({ ...text(), type: 4, max_value: 2 ** 53 + 2 }),
  choiceCount: withOptions(text({ choices: many(26, choice()) })),
  choicesOrAutocomplete: withOptions(text({ choices: [choice()], autocomplete: true })),
  choiceName: withOptions(text({ choices: [choice({ name: x(101) })] })),
  choiceValue: withOptions(text({ choices: [choice({ value: x(101) })] })),
  choiceType: withOptions(text({ choices: [choice({ value: 1 })] })),
  offeredCount: (on) => offers(on, many(26, choice())),
};
