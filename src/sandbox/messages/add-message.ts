import { GatewayIntentBits, MessageFlags, MessageType, PermissionFlagsBits } from 'discord-api-types/v10';
import { messageEvent } from '../payloads/message-payload.ts';
import { limit } from '../rules/rules.ts';
import { permissionsIn } from '../permissions.ts';
import { entry, hasBot, isThread, type Message, type World } from '../state.ts';
import { keepActive, setArchived } from '../threads/archive.ts';
import { joinThread } from '../threads/thread-members.ts';
import { messageText } from './message-text.ts';
import { NOBODY } from './mentions.ts';

type Given = 'channelId' | 'authorId';

type Kept = 'reactions' | 'id' | 'createdAt' | 'editedAt' | 'deletedAt' | 'history';

/** Puts a message into a channel, whoever wrote it, and tells the bot where its intents and rights allow that. */
export function addMessage(
  world: World,
  fields: Pick<Message, Given> & Partial<Omit<Message, Given | Kept>>,
): Message {
  const now = world.clock.now();
  const message: Message = {
    type: MessageType.Default,
    content: '',
    flags: 0,
    embeds: [],
    components: [],
    attachments: [],
    mentions: NOBODY,
    replyTo: null,
    interactionId: null,
    nonce: null,
    ...fields,
    reactions: [],
    id: world.nextId(),
    createdAt: now,
    editedAt: null,
    deletedAt: null,
    history: [],
  };
  enterThread(world, message);
  message.history.push({ at: now, content: messageText(message) });
  world.state.messages.set(message.id, message);
  announceMessage(world, message, 'MESSAGE_CREATE');
  return message;
}

/** A message wakes a thread up, and whoever writes in it by themselves is in it from then on. */
function enterThread(world: World, { channelId, authorId, interactionId }: Message): void {
  const channel = entry(world.state.channels, channelId);
  if (!isThread(channel)) return;
  setArchived(world, channel, false);
  keepActive(world, channel);
  const { members } = channel.thread;
  if (interactionId === null && members.size < limit('threadMembers')) joinThread(world, channel, authorId);
}

/** Tells the bot that a message came, changed or went, as far as it may know. */
export function announceMessage(
  world: World,
  message: Message,
  name: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE' | 'MESSAGE_DELETE',
): void {
  const { state } = world;
  const channel = entry(state.channels, message.channelId);
  const guild = channel.guildId === null ? undefined : entry(state.guilds, channel.guildId);
  const visible =
    (guild === undefined || hasBot(state, guild)) &&
    (permissionsIn(state, channel, state.application.id) & PermissionFlagsBits.ViewChannel) !== 0n;
  if (visible && (message.flags & MessageFlags.Ephemeral) === 0) {
    const needs =
      channel.guildId === null ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages;
    if (name === 'MESSAGE_DELETE') {
      const where = {
        channel_id: channel.id,
        ...(channel.guildId !== null && { guild_id: channel.guildId }),
      };
      world.dispatch({ name, needs, data: () => ({ id: message.id, ...where }) });
    } else {
      world.dispatch({ name, needs, data: (intents) => messageEvent(state, message, intents) });
    }
  }
  world.changed();
}
