import { GatewayIntentBits, PermissionFlagsBits } from 'discord-api-types/v10';
import { membership } from '../payloads/member-payload.ts';
import { userObject } from '../payloads/user-payload.ts';
import { limit } from '../rules/rules.ts';
import { permissionsIn } from '../permissions.ts';
import { type Channel, entry, type Message, type World } from '../state.ts';
import { checkAsleep } from '../threads/archive.ts';

/** The bot puts a reaction under a message. */
export function reactAsBot(world: World, channel: Channel, message: Message, emoji: string): void {
  const { state, rules } = world;
  const may = permissionsIn(state, channel, state.application.id);
  const known = message.reactions.some((reaction) => reaction.emoji === emoji);
  const needed = PermissionFlagsBits.ReadMessageHistory | (known ? 0n : PermissionFlagsBits.AddReactions);
  rules.require('mayReact', (may & needed) === needed);
  checkAsleep(world, channel, { mayBeArchived: false });
  // Emojis of servers are not modelled: a name with an id is unknown here.
  rules.require('emojiKnown', /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u.test(emoji));
  rules.require('reactionsAtMost', known || message.reactions.length < limit('reactionsAtMost'));
  addReaction(world, message, emoji, state.application.id);
}

/** The bot takes a reaction back, its own or, with the right to, somebody else's. */
export function takeReaction(
  world: World,
  channel: Channel,
  message: Message,
  emoji: string,
  userId: string,
): void {
  const { state, rules } = world;
  const may = permissionsIn(state, channel, state.application.id);
  const isOwn = userId === state.application.id;
  rules.require('mayManageMessages', isOwn || (may & PermissionFlagsBits.ManageMessages) !== 0n);
  checkAsleep(world, channel, { mayBeArchived: false });
  removeReaction(world, message, emoji, userId);
}

/** Somebody reacts to a message; twice with the same emoji is once. */
export function addReaction(world: World, message: Message, emoji: string, userId: string): void {
  let reaction = message.reactions.find((candidate) => candidate.emoji === emoji);
  if (reaction === undefined) {
    reaction = { emoji, userIds: [] };
    message.reactions.push(reaction);
  }
  if (reaction.userIds.includes(userId)) return;
  reaction.userIds.push(userId);
  announce(world, message, emoji, userId, 'MESSAGE_REACTION_ADD');
}

/** Somebody takes a reaction back; nothing happens where there is none. */
export function removeReaction(world: World, message: Message, emoji: string, userId: string): void {
  const reaction = message.reactions.find((candidate) => candidate.emoji === emoji);
  const index = reaction?.userIds.indexOf(userId) ?? -1;
  if (reaction === undefined || index === -1) return;
  reaction.userIds.splice(index, 1);
  if (reaction.userIds.length === 0) message.reactions.splice(message.reactions.indexOf(reaction), 1);
  announce(world, message, emoji, userId, 'MESSAGE_REACTION_REMOVE');
}

function announce(
  world: World,
  message: Message,
  emoji: string,
  userId: string,
  name: 'MESSAGE_REACTION_ADD' | 'MESSAGE_REACTION_REMOVE',
): void {
  const { state } = world;
  const channel = entry(state.channels, message.channelId);
  const { DirectMessageReactions, GuildMessageReactions } = GatewayIntentBits;
  const needs = channel.guildId === null ? DirectMessageReactions : GuildMessageReactions;
  const base = {
    user_id: userId,
    channel_id: channel.id,
    message_id: message.id,
    emoji: { id: null, name: emoji },
    burst: false,
    type: 0,
    ...(channel.guildId !== null && { guild_id: channel.guildId }),
  };
  const may = permissionsIn(state, channel, state.application.id);
  if ((may & PermissionFlagsBits.ViewChannel) !== 0n) {
    if (name === 'MESSAGE_REACTION_REMOVE') {
      world.dispatch({ name, needs, data: () => base });
    } else {
      const guild = channel.guildId === null ? undefined : entry(state.guilds, channel.guildId);
      const member = guild && {
        member: { user: userObject(state, userId), ...membership(guild, userId) },
      };
      const data = { ...base, ...member, message_author_id: message.authorId };
      world.dispatch({ name, needs, data: () => data });
    }
  }
  world.changed();
}
