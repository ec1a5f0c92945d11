import { ComponentType, InteractionType, MessageFlags } from 'discord-api-types/v10';
import { controlsOf } from '../components/walk.ts';
import { messageText } from '../messages/message-text.ts';
import { limit } from '../rules/rules.ts';
import { type Attachment, entry, type Interaction, type Message, type State } from '../state.ts';
import { buttonFace } from './button-face.ts';

/** True where this person's screen shows the message: it is there, and not for somebody else alone. */
export function isVisible(state: State, message: Message, viewerId: string): boolean {
  if (message.deletedAt !== null) return false;
  if ((message.flags & MessageFlags.Ephemeral) === 0 || message.interactionId === null) return true;
  return entry(state.interactions, message.interactionId).userId === viewerId;
}

/** True where this person sees that somebody did it: others' actions are seen by what the bot said to all. */
function isSeen(state: State, { userId, responseId, type }: Interaction, viewerId: string): boolean {
  if (type === InteractionType.ApplicationCommandAutocomplete) return false;
  if (userId === viewerId) return true;
  const response = responseId === null ? undefined : state.messages.get(responseId);
  const hidden = response !== undefined && !isVisible(state, response, viewerId);
  return type === InteractionType.ApplicationCommand && response !== undefined && !hidden;
}

function line(state: State, message: Message): string {
  const author = entry(state.users, message.authorId).name;
  const interaction =
    message.interactionId === null ? undefined : state.interactions.get(message.interactionId);
  const replied = message.replyTo === null ? undefined : state.messages.get(message.replyTo);
  const to = interaction?.userId ?? replied?.authorId;
  const edits = message.history.length - 1;
  const notes = [
    ...((message.flags & MessageFlags.Ephemeral) !== 0 ? ['only you see this'] : []),
    ...(edits > 0 ? [`edited ${edits === 1 ? 'once' : `${String(edits)} times`}`] : []),
    ...state.pings
      .filter((ping) => ping.messageId === message.id)
      .map((ping) => `pings ${JSON.stringify(ping.target)}`),
  ];
  const loading = (message.flags & MessageFlags.Loading) !== 0;
  const head = `${author}${to === undefined ? '' : ` to ${entry(state.users, to).name}`}`;
  const said = loading
    ? 'is thinking …'
    : [messageText(message), ...controls(message), ...message.attachments.map(fileFace)]
        .filter(Boolean)
        .join(' ');
  return `${head}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}: ${said}`;
}

/** Buttons and menus as one reads them: [Stop] [Sources ▾], those that are switched off in brackets. */
function controls({ components }: Message): string[] {
  return controlsOf(components).map((control) => {
    const face =
      control.type === ComponentType.Button
        ? buttonFace(control)
        : `${control.placeholder ?? control.custom_id} ▾`;
    return control.disabled === true ? `([${face}])` : `[${face}]`;
  });
}

const fileFace = ({ filename, size }: Attachment): string => `[file ${filename}, ${String(size)} bytes]`;

/** A channel's conversation as one person sees it, with the time of each line. */
export function transcript(state: State, channelId: string, viewerId: string, now: number): string {
  const messages = [...state.messages.values()]
    .filter((message) => message.channelId === channelId && isVisible(state, message, viewerId))
    .map((message) => ({ at: message.createdAt, text: line(state, message) }));
  const commands = [...state.interactions.values()]
    .filter((interaction) => interaction.channelId === channelId && isSeen(state, interaction, viewerId))
    .flatMap((interaction) => {
      const user = entry(state.users, interaction.userId).name;
      const lost =
        interaction.acknowledgedAt === null && now - interaction.createdAt > limit('acknowledgeWithin');
      const used = { at: interaction.createdAt, text: `${user} ${interaction.action}` };
      const failed =
        interaction.type === InteractionType.ApplicationCommand
          ? 'The application did not respond'
          : 'This interaction failed';
      return lost ? [used, { at: now, text: failed }] : [used];
    });
  const typing = state.typing
    .filter((typed) => typed.channelId === channelId)
    .map(({ at }) => ({ at, text: `${entry(state.users, state.application.id).name} is typing …` }));
  const lines = [...commands, ...typing, ...messages].sort((a, b) => a.at - b.at);
  const name = entry(state.channels, channelId).name;
  return [
    `--- #${name} as ${entry(state.users, viewerId).name} sees it ---`,
    ...lines.map(({ at, text }) => `${new Date(at).toISOString().slice(11, 23)} ${text}`),
    ...state.violations.map((violation) => `!! ${violation}`),
    '---',
  ].join('\n');
}
