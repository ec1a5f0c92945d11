import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';

/**
 * How the commands that Discord has differ from those of this version, in sentences; pure. Discord returns more than
 * was registered, and leaves out or fills in what is a default.
 */

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

type JsonObject = { readonly [key: string]: Json | undefined };

/** What Discord adds. Source: interactions/application-commands.mdx#application-command-object. */
const ADDED = new Set([
  'id',
  'application_id',
  'guild_id',
  'version',
  'default_permission',
  'dm_permission',
  'name_localized',
  'description_localized',
]);

/** Values that say no more than their absence does. */
const DEFAULTS: Readonly<Record<string, string>> = {
  integration_types: '[0]',
  nsfw: 'false',
  required: 'false',
  autocomplete: 'false',
  options: '[]',
  choices: '[]',
};

/** Lists whose order says nothing. */
const SETS = new Set(['integration_types', 'contexts', 'channel_types']);

/** Empty where Discord has the commands of this version and no others. */
export function commandDifferences(
  commands: readonly RESTPostAPIApplicationCommandsJSONBody[],
  registered: unknown,
): string[] {
  const wanted = byName(normal(commands as unknown as Json, ''));
  const found = byName(normal((Array.isArray(registered) ? registered : []) as Json, ''));
  return [...new Set([...Object.keys(wanted), ...Object.keys(found)])].flatMap((name) => {
    const [ours, theirs] = [wanted[name], found[name]];
    if (theirs === undefined) return [`/${name} is not registered.`];
    if (ours === undefined) return [`/${name} is registered, and this version has no such command.`];
    return compared(`/${name}`, ours, theirs);
  });
}

/** Without what Discord adds and without defaults. */
function normal(value: Json, key: string): Json {
  if (isList(value)) {
    const parts = value.map((part) => normal(part, ''));
    return SETS.has(key) ? parts.toSorted((a, b) => Number(a) - Number(b)) : parts;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, part]): [string, Json][] => {
    if (part === undefined || part === null || ADDED.has(name)) return [];
    const said = normal(part, name);
    return JSON.stringify(said) === DEFAULTS[name] ? [] : [[name, said]];
  });
  return Object.fromEntries(entries);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** Commands, options and choices are known by their names; their order counts too. */
function byName(list: Json): Record<string, Json> {
  if (!isList(list)) return {};
  return Object.fromEntries(
    list
      .filter(isObject)
      .map((part, index) => [typeof part['name'] === 'string' ? part['name'] : String(index), part]),
  );
}

function isNamed(list: Json): list is readonly JsonObject[] {
  return (
    isList(list) &&
    list.length > 0 &&
    list.every((part) => isObject(part) && typeof part['name'] === 'string')
  );
}

function compared(where: string, ours: Json, theirs: Json): string[] {
  if (isNamed(ours) && isNamed(theirs)) {
    const [mine, other] = [byName(ours), byName(theirs)];
    const [order, found] = [Object.keys(mine), Object.keys(other)];
    const moved =
      order.length === found.length &&
      order.every((name) => found.includes(name)) &&
      order.join() !== found.join();
    return [
      ...(moved
        ? [`${where}: registered as ${found.join(', ')}, in this version as ${order.join(', ')}.`]
        : []),
      ...compared(where, mine, other),
    ];
  }
  if (isObject(ours) && isObject(theirs)) {
    return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].flatMap((name) => {
      const within = `${where} ${name}`;
      const [mine, other] = [ours[name], theirs[name]];
      if (other === undefined) return [`${within} is not registered.`];
      if (mine === undefined) return [`${within} is registered, and this version does not have it.`];
      return compared(within, mine, other);
    });
  }
  const [mine, other] = [JSON.stringify(ours), JSON.stringify(theirs)];
  return mine === other ? [] : [`${where} is registered as ${other}, in this version it is ${mine}.`];
}
