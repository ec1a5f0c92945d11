import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import { z } from 'zod';
import { addMessage, editMessage, messageBody, type MessageBody, respond } from '../messages/messages.ts';
import { commandInteraction } from '../payloads/payloads.ts';
import { limit } from '../rules/rules.ts';
import { entry, type Interaction, type Message, type World } from '../state.ts';

/** Slash commands from the press of Enter to the last follow-up. */

/** The first response: at once, or later. */
export const callbackBody = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal(InteractionResponseType.ChannelMessageWithSource), data: messageBody }),
  z.strictObject({
    type: z.literal(InteractionResponseType.DeferredChannelMessageWithSource),
    data: z.strictObject({ flags: z.int().optional() }).optional(),
  }),
]);

/** Somebody runs a command that is registered. */
export function runCommand(
  world: World,
  fields: Pick<Interaction, 'commandName' | 'userId' | 'channelId'>,
  command: { readonly id: string; readonly options: Parameters<typeof commandInteraction>[2]['options'] },
): Interaction {
  const id = world.nextId();
  const interaction: Interaction = {
    ...fields,
    id,
    // Real tokens are long, opaque, and stand in the path of a URL.
    token: Buffer.from(`interaction:${id}:${'sandbox'.repeat(12)}`).toString('base64url'),
    createdAt: world.clock.now(),
    acknowledgedAt: null,
    responseId: null,
  };
  world.state.interactions.set(id, interaction);
  const payload = commandInteraction(world.state, interaction, command);
  world.dispatch({
    name: 'INTERACTION_CREATE',
    needs: 0,
    data: () => payload,
  });
  world.changed();
  return interaction;
}

/** The bot's first response. */
export function acknowledge(
  world: World,
  id: string,
  token: string,
  body: z.infer<typeof callbackBody>,
): void {
  const { state, rules, clock } = world;
  const known = state.interactions.get(id);
  const interaction = rules.found('acknowledgeWithin', known?.token === token ? known : undefined);
  rules.require('acknowledgeOnce', interaction.acknowledgedAt === null);
  rules.require('acknowledgeWithin', clock.now() - interaction.createdAt <= limit('acknowledgeWithin'));
  const channel = entry(state.channels, interaction.channelId);
  if (body.type === InteractionResponseType.ChannelMessageWithSource) {
    interaction.responseId = respond(world, channel, id, body.data).id;
  } else {
    const flags = body.data?.flags ?? 0;
    rules.require('ephemeralFixed', (flags & ~MessageFlags.Ephemeral) === 0, {
      path: 'data.flags',
      code: 'MESSAGE_FLAGS_NOT_SETTABLE',
      message: 'A deferral accepts EPHEMERAL alone.',
    });
    interaction.responseId = addMessage(world, {
      channelId: channel.id,
      authorId: state.application.id,
      content: '',
      flags: flags | MessageFlags.Loading,
      mentions: { users: [], roles: [], everyone: false },
      interactionId: id,
    }).id;
  }
  interaction.acknowledgedAt = clock.now();
  world.changed();
}

/** The interaction whose token this is, as long as it lives. */
export function byToken({ state, rules, clock }: World, applicationId: string, token: string): Interaction {
  const known = [...state.interactions.values()].find((candidate) => candidate.token === token);
  const interaction = rules.found(
    'tokenLifetime',
    applicationId === state.application.id ? known : undefined,
  );
  rules.require('tokenLifetime', clock.now() - interaction.createdAt < limit('tokenLifetime'));
  rules.require('acknowledgedFirst', interaction.acknowledgedAt !== null);
  return interaction;
}

/** The message that a path names: the first response, or one of its follow-ups. */
export function responseMessage(world: World, interaction: Interaction, name: string): Message {
  const message = world.state.messages.get(name === '@original' ? (interaction.responseId ?? '') : name);
  return world.rules.found('messageExists', message?.interactionId === interaction.id ? message : undefined);
}

/**
 * A further message. While the first response is still loading it becomes that response, and its own EPHEMERAL
 * is ignored. Source: interactions/receiving-and-responding.mdx#create-followup-message.
 */
export function followUp(world: World, interaction: Interaction, body: MessageBody): Message {
  const first = responseMessage(world, interaction, '@original');
  if ((first.flags & MessageFlags.Loading) !== 0) {
    return editMessage(world, first, { ...body, flags: (body.flags ?? 0) & ~MessageFlags.Ephemeral });
  }
  return respond(world, entry(world.state.channels, interaction.channelId), interaction.id, body);
}
