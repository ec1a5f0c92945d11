import { InteractionResponseType, InteractionType, MessageFlags, MessageType } from 'discord-api-types/v10';
import { checkForm } from '../forms/check-form.ts';
import { addMessage } from '../messages/add-message.ts';
import { editMessage, respond } from '../messages/messages.ts';
import { limit } from '../rules/rules.ts';
import { entry, type Interaction, type World } from '../state.ts';
import type { CallbackBody, OfferedChoice } from './callback-body.ts';
import { privately } from './visibility.ts';

const {
  ApplicationCommandAutocompleteResult,
  ChannelMessageWithSource,
  DeferredChannelMessageWithSource,
  DeferredMessageUpdate,
  Modal,
  UpdateMessage,
} = InteractionResponseType;

/** The bot's first response. */
export function acknowledge(world: World, id: string, token: string, body: CallbackBody): Interaction {
  const { state, rules, clock } = world;
  const known = state.interactions.get(id);
  const interaction = rules.found('acknowledgeWithin', known?.token === token ? known : undefined);
  rules.require('acknowledgeOnce', interaction.acknowledgedAt === null);
  rules.require('acknowledgeWithin', clock.now() - interaction.createdAt <= limit('acknowledgeWithin'));
  rules.require('responseFits', fits(interaction, body.type), {
    path: 'type',
    code: 'BASE_TYPE_CHOICES',
    message: `${String(body.type)} is no response to this interaction.`,
  });
  perform(world, interaction, body);
  interaction.acknowledgedAt = clock.now();
  world.changed();
  return interaction;
}

/** Source: interactions/receiving-and-responding.mdx#interaction-response-object-interaction-callback-type. */
function fits({ type, messageId }: Interaction, response: CallbackBody['type']): boolean {
  switch (response) {
    case ChannelMessageWithSource:
    case DeferredChannelMessageWithSource:
      return type !== InteractionType.ApplicationCommandAutocomplete;
    case DeferredMessageUpdate:
    case UpdateMessage:
      return (
        type === InteractionType.MessageComponent ||
        (type === InteractionType.ModalSubmit && messageId !== null)
      );
    case ApplicationCommandAutocompleteResult:
      return type === InteractionType.ApplicationCommandAutocomplete;
    case Modal:
      return type === InteractionType.ApplicationCommand || type === InteractionType.MessageComponent;
  }
}

function perform(world: World, interaction: Interaction, body: CallbackBody): void {
  const channel = entry(world.state.channels, interaction.channelId);
  switch (body.type) {
    case ChannelMessageWithSource: {
      const fields = { interactionId: interaction.id, ...firstResponse(interaction) };
      const said = {
        ...body.data,
        files: body.files,
        flags: (body.data.flags ?? 0) | privately(world, interaction),
      };
      interaction.responseId = respond(world, channel, fields, said).id;
      break;
    }
    case DeferredChannelMessageWithSource:
      defer(world, interaction, body.data?.flags ?? 0);
      break;
    case UpdateMessage:
      interaction.responseId = interaction.messageId;
      editMessage(world, entry(world.state.messages, interaction.messageId ?? ''), {
        ...body.data,
        files: body.files,
      });
      break;
    case DeferredMessageUpdate:
      interaction.responseId = interaction.messageId;
      break;
    case ApplicationCommandAutocompleteResult:
      checkOffered(world, body.data.choices);
      interaction.choices = body.data.choices;
      break;
    case Modal:
      checkForm(world.rules, body.data);
      interaction.form = body.data;
      break;
  }
}

function checkOffered({ rules }: World, choices: readonly OfferedChoice[]): void {
  rules.atMost('offeredCount', choices.length, 'data.choices');
  for (const [index, { name, value }] of choices.entries()) {
    const path = `data.choices.${String(index)}`;
    rules.within('choiceName', name.length, `${path}.name`);
    rules.atMost('choiceValue', String(value).length, `${path}.value`);
  }
}

function defer(world: World, interaction: Interaction, flags: number): void {
  world.rules.require('ephemeralFixed', (flags & ~MessageFlags.Ephemeral) === 0, {
    path: 'data.flags',
    code: 'MESSAGE_FLAGS_NOT_SETTABLE',
    message: 'A deferral accepts EPHEMERAL alone.',
  });
  interaction.responseId = addMessage(world, {
    channelId: interaction.channelId,
    authorId: world.state.application.id,
    flags: flags | privately(world, interaction) | MessageFlags.Loading,
    interactionId: interaction.id,
    ...firstResponse(interaction),
  }).id;
}

/** How the first response is shown: below the command, or as a reply to the message that was acted on. */
function firstResponse({ type, messageId, data }: Interaction): {
  readonly type: MessageType;
  readonly replyTo: string | null;
} {
  if (type === InteractionType.ApplicationCommand) {
    const menu = 'target_id' in data;
    return { type: menu ? MessageType.ContextMenuCommand : MessageType.ChatInputCommand, replyTo: null };
  }
  return { type: messageId === null ? MessageType.Default : MessageType.Reply, replyTo: messageId };
}
