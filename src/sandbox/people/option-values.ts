import { ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import type { CommandOption } from '../commands/command-body.ts';
import { isPersonFile, type PersonFile, uploadFiles } from '../files/person-file.ts';
import type { Channel, Role, User } from '../state.ts';
import { complaint, type Viewpoint } from './viewpoint.ts';

/** What a person gives to an option of a command. */
export type OptionValue = string | number | boolean | User | Role | Channel | PersonFile;

export type OptionValues = Readonly<Record<string, OptionValue>>;

/** One option as an interaction carries it. */
export interface GivenOption {
  readonly name: string;
  readonly type: Type;
  readonly value: string | number | boolean;
  readonly focused?: true;
}

/**
 * The options as an interaction carries them, in the order in which the command has them.
 * @param focused the option that is being typed: it may be anything yet, and others may still be missing
 * @throws Error where a client would not let that happen
 */
export function givenOptions(
  at: Viewpoint,
  name: string,
  known: readonly CommandOption[],
  values: OptionValues,
  focused?: string,
): GivenOption[] {
  for (const given of Object.keys(values)) {
    if (!known.some((option) => option.name === given))
      throw complaint(at, `/${name} has no option ${given}.`);
  }
  return known.flatMap((option): GivenOption[] => {
    const value = values[option.name];
    if (value === undefined) {
      if (option.required === true && focused === undefined)
        throw complaint(at, `/${name} needs ${option.name}.`);
      return [];
    }
    const wire = isPersonFile(value)
      ? (uploadFiles(at, [value])[0] ?? '')
      : typeof value === 'object'
        ? value.id
        : value;
    const base = { name: option.name, type: option.type, value: wire };
    if (option.name === focused) return [{ ...base, focused: true }];
    const fault = faultOf(at, option, wire);
    if (fault !== undefined) throw complaint(at, `${option.name} takes ${fault}.`);
    return [base];
  });
}

/** What the option takes instead of this value; nothing where it takes it. */
function faultOf(at: Viewpoint, option: CommandOption, value: string | number | boolean): string | undefined {
  const choices = option.choices ?? [];
  if (choices.length > 0 && !choices.some((choice) => choice.value === value))
    return `one of ${choices.map((choice) => String(choice.value)).join(', ')}`;
  switch (option.type) {
    case Type.String:
      return textFault(option, value);
    case Type.Integer:
    case Type.Number:
      return numberFault(option, value);
    case Type.Boolean:
      return typeof value === 'boolean' ? undefined : 'true or false';
    default:
      return typeof value === 'string' && isThing(at, option, value) ? undefined : WANTED[option.type];
  }
}

function textFault(option: CommandOption, value: string | number | boolean): string | undefined {
  const { min_length: least = 0, max_length: most = 6000 } = option;
  const fits = typeof value === 'string' && value.length >= least && value.length <= most;
  return fits ? undefined : `${String(least)} to ${String(most)} characters`;
}

function numberFault(option: CommandOption, value: string | number | boolean): string | undefined {
  const { min_value: least = -(2 ** 53), max_value: most = 2 ** 53, type } = option;
  const fits =
    typeof value === 'number' &&
    value >= least &&
    value <= most &&
    (type === Type.Number || Number.isInteger(value));
  const kind = type === Type.Number ? 'a number' : 'a whole number';
  return fits ? undefined : `${kind} from ${String(least)} to ${String(most)}`;
}

const WANTED: Readonly<Partial<Record<Type, string>>> = {
  [Type.User]: 'a user',
  [Type.Role]: 'a role',
  [Type.Mentionable]: 'a user or a role',
  [Type.Channel]: 'a channel of its types',
  [Type.Attachment]: 'a file',
};

function isThing({ world: { state }, channel }: Viewpoint, option: CommandOption, id: string): boolean {
  const guild = channel.guildId === null ? undefined : state.guilds.get(channel.guildId);
  const isRole = guild?.roles.some((role) => role.id === id) ?? false;
  switch (option.type) {
    case Type.User:
      return state.users.has(id);
    case Type.Role:
      return isRole;
    case Type.Mentionable:
      return isRole || state.users.has(id);
    case Type.Channel: {
      const chosen = state.channels.get(id);
      const types = option.channel_types ?? [];
      return chosen !== undefined && (types.length === 0 || types.includes(chosen.type));
    }
    case Type.Attachment:
      return state.uploads.has(id);
    default:
      return false;
  }
}
