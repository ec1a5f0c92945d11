import { InteractionType, MessageFlags, MessageType } from 'discord-api-types/v10';
import type { MessageBody } from '../messages/message-body.ts';
import { editMessage, respond } from '../messages/messages.ts';
import { limit } from '../rules/rules.ts';
import { entry, type Interaction, type Message, type World } from '../state.ts';
import { isUserInstallOnly, privately } from './visibility.ts';

/** The interaction whose token this is, as long as it lives. */
export function byToken({ state, rules, clock }: World, applicationId: string, token: string): Interaction {
  const known = [...state.interactions.values()].find((candidate) => candidate.token === token);
  const interaction = rules.found(
    'tokenLifetime',
    applicationId === state.application.id ? known : undefined,
  );
  rules.require('tokenLifetime', clock.now() - interaction.createdAt < limit('tokenLifetime'));
  const offers = interaction.type === InteractionType.ApplicationCommandAutocomplete;
  rules.require('acknowledgedFirst', interaction.acknowledgedAt !== null && !offers);
  return interaction;
}

/** The message that a path names: the first response, or one of its follow-ups. */
export function responseMessage(world: World, interaction: Interaction, name: string): Message {
  const id = name === '@original' ? (interaction.responseId ?? '') : name;
  const message = world.state.messages.get(id);
  const belongs = id === interaction.responseId || message?.interactionId === interaction.id;
  const found = world.rules.found('messageExists', belongs ? message : undefined);
  world.rules.require('messageExists', found.deletedAt === null);
  return found;
}

/**
 * A further message. While the first response is still loading it becomes that response, and its own EPHEMERAL
 * is ignored. Source: interactions/receiving-and-responding.mdx#create-followup-message.
 */
export function followUp(world: World, interaction: Interaction, body: MessageBody): Message {
  const { state, rules } = world;
  const first = state.messages.get(interaction.responseId ?? '');
  if (first !== undefined && (first.flags & MessageFlags.Loading) !== 0 && first.deletedAt === null) {
    return editMessage(world, first, { ...body, flags: (body.flags ?? 0) & ~MessageFlags.Ephemeral });
  }
  const most = isUserInstallOnly(interaction) ? limit('followUps') : Number.POSITIVE_INFINITY;
  rules.require('followUps', interaction.followUps < most);
  const fields = {
    interactionId: interaction.id,
    type: first ? MessageType.Reply : MessageType.Default,
    replyTo: first?.id ?? null,
  };
  const said = { ...body, flags: (body.flags ?? 0) | privately(world, interaction) };
  const message = respond(world, entry(state.channels, interaction.channelId), fields, said);
  interaction.followUps += 1;
  return message;
}
