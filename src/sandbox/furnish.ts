import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { type Channel, entry, type Guild, type Role, type User, type World } from './state.ts';

/** Putting people, servers, channels and roles into the sandbox, as they are there before anything happens. */

/** What everybody may do in a new server of the sandbox. */
const BASIC =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.UseExternalApps;

/** What can be said about somebody who is added. */
export interface UserOptions {
  readonly locale?: User['locale'];
  readonly bot?: boolean;
  /** True for somebody who has added the app for themselves, so that it goes with them wherever they are. */
  readonly installed?: boolean;
}

export function addUser({ state }: World, id: string, name: string, options: UserOptions = {}): User {
  const user: User = {
    id,
    name,
    bot: options.bot ?? false,
    locale: options.locale ?? 'en-US',
    acceptsDirectMessages: true,
    hasInstalled: options.installed ?? false,
  };
  state.users.set(id, user);
  return user;
}

/** Adds a server with an owner of its own and these members. */
export function addGuild(
  world: World,
  name: string,
  preferredLocale: Guild['preferredLocale'],
  users: readonly User[],
): Guild {
  const id = world.nextId();
  const owner = addUser(world, world.nextId(), 'owner');
  const guild: Guild = {
    id,
    name,
    ownerId: owner.id,
    preferredLocale,
    roles: [{ id, name: '@everyone', permissions: BASIC }],
    members: [owner, ...users].map((user) => ({ userId: user.id, roleIds: [] })),
  };
  world.state.guilds.set(id, guild);
  return guild;
}

function addChannel(world: World, name: string, fields: Partial<Channel> & Pick<Channel, 'type'>): Channel {
  const channel: Channel = {
    id: world.nextId(),
    name,
    guildId: null,
    recipientId: null,
    peopleIds: [],
    deniedToBot: 0n,
    thread: null,
    ...fields,
  };
  world.state.channels.set(channel.id, channel);
  return channel;
}

/** Adds a text channel to a server. */
export function addTextChannel(world: World, name: string, guild: Guild, deniedToBot: bigint): Channel {
  return addChannel(world, name, { type: ChannelType.GuildText, guildId: guild.id, deniedToBot });
}

/**
 * Adds a conversation of people without the bot: a direct one of two, or a group.
 * @throws RangeError where fewer than two take part
 */
export function addPrivateChannel(world: World, name: string, people: readonly User[]): Channel {
  if (people.length < 2) throw new RangeError(`${String(people.length)} people are no conversation.`);
  const type = people.length === 2 ? ChannelType.DM : ChannelType.GroupDM;
  return addChannel(world, name, { type, peopleIds: people.map(({ id }) => id) });
}

/** The conversation between a user and the bot; opened where there is none. */
export function directChannel(world: World, recipientId: string): Channel {
  const { state } = world;
  const known = [...state.channels.values()].find((channel) => channel.recipientId === recipientId);
  const name = `direct with ${state.users.get(recipientId)?.name ?? recipientId}`;
  return known ?? addChannel(world, name, { type: ChannelType.DM, recipientId });
}

/** Adds a role to a server and gives it to those of these users who are members. */
export function addRole(
  { nextId }: World,
  guild: Guild,
  name: string,
  permissions: bigint,
  users: readonly User[],
): Role {
  const role = { id: nextId(), name, permissions };
  guild.roles.push(role);
  for (const { id } of users) guild.members.find(({ userId }) => userId === id)?.roleIds.push(role.id);
  return role;
}

/** The bot as people know it. */
export function botUser({ state }: World): User {
  return entry(state.users, state.application.id);
}
