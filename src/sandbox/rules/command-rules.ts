import { invalid, refused, type Rule, SOURCES, wrong } from './rule.ts';

const { commands, codes, interactions } = SOURCES;

const structure = `${commands}#application-command-object-application-command-structure`;
const optionStructure = `${commands}#application-command-object-application-command-option-structure`;
const choiceStructure = `${commands}#application-command-object-application-command-option-choice-structure`;

/** Commands that a bot registers, and what it offers while somebody types. Lengths are in UTF-16 units. */
export const COMMAND_RULES = {
  ownApplication: wrong(
    403,
    20012,
    'You are not authorized to perform this action on this application',
    codes,
  ),
  /** Servers that the app is in. */
  guildAccess: refused(403, 50001, 'Missing Access', codes),
  commandExists: refused(404, 10063, 'Unknown application command', codes),
  commandCount: {
    ...wrong(400, 30032, 'Maximum number of application commands reached', codes),
    value: 100,
  },
  /** Commands on users, and on messages. Source: change log of 2026-03-03, 5 before. */
  menuCount: {
    ...wrong(
      400,
      30032,
      'Maximum number of application commands reached',
      `${commands}#registering-a-command`,
    ),
    value: 15,
  },
  /** Commands in 24 hours whose name is new, of all servers together or of each one. */
  commandCreates: refused(
    429,
    30034,
    'Max number of daily application command creates has been reached (200)',
    codes,
    200,
  ),
  /** Commands of one server know no direct messages. */
  guildContexts: invalid(
    null,
    `${commands}#application-command-permissions-object-using-default-permissions`,
  ),
  commandUnique: invalid(null, `${commands}#registering-a-command`),
  commandName: invalid(32, `${commands}#application-command-object-application-command-naming`),
  commandDescription: invalid(100, structure),
  menuName: invalid(32, structure),
  /** Commands on users and messages have no description and no options. */
  menuBare: invalid(null, `${commands}#user-commands`),
  commandTotal: invalid(8000, `${commands}#slash-commands`),
  localeKnown: invalid(null, 'reference.mdx#locales'),
  commandOptions: invalid(25, structure),
  optionUnique: invalid(null, optionStructure),
  requiredFirst: invalid(null, optionStructure),
  subcommandsAlone: invalid(null, `${commands}#subcommands-and-subcommand-groups`),
  /** Every field of an option belongs to certain types of it. */
  optionFields: invalid(null, optionStructure),
  /** Least and greatest length of a text. */
  optionText: invalid(6000, optionStructure),
  /** Least and greatest number. */
  optionNumber: invalid(2 ** 53, `${commands}#application-command-object-application-command-option-type`),
  choiceCount: invalid(25, optionStructure),
  choicesOrAutocomplete: invalid(null, optionStructure),
  choiceName: invalid(100, choiceStructure),
  choiceValue: invalid(100, choiceStructure),
  choiceType: invalid(null, choiceStructure),
  /** Choices that are offered while somebody types. */
  offeredCount: invalid(25, `${interactions}#interaction-response-object-autocomplete`),
} as const satisfies Record<string, Rule>;
