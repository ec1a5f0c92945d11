import {
  ApplicationIntegrationType,
  ButtonStyle,
  ComponentType,
  InteractionType,
} from 'discord-api-types/v10';
import { rangeOf } from '../components/check-select.ts';
import type { Button, Select } from '../components/component-body.ts';
import { controlsOf, isSelect } from '../components/walk.ts';
import { beginInteraction } from '../interactions/begin-interaction.ts';
import { resolvedObject } from '../payloads/resolved-payload.ts';
import type { Channel, Interaction, Message, Role, User } from '../state.ts';
import { buttonFace } from './button-face.ts';
import { ownersIn } from './owners.ts';
import { complaint, screenOf, type Viewpoint } from './viewpoint.ts';

/** What somebody may choose in a select menu: an option by its label or value, or a thing of the server. */
export type Choice = string | User | Role | Channel;

interface Found<Control> {
  readonly message: Message;
  readonly control: Control;
}

/** The newest control that fits, on the screen or in one message of it. */
function find<Control extends Button | Select>(
  at: Viewpoint,
  on: Message | undefined,
  fits: (control: Button | Select) => control is Control,
): Found<Control> | undefined {
  const messages = on ? screenOf(at).filter(({ id }) => id === on.id) : screenOf(at);
  for (const message of messages.reverse()) {
    const control = controlsOf(message.components).find(fits);
    if (control) return { message, control };
  }
  return undefined;
}

function begin(
  at: Viewpoint,
  { message, control }: Found<Button | Select>,
  action: string,
  values: readonly string[] | null,
): Interaction {
  const { world, user, channel } = at;
  const source =
    message.interactionId === null ? undefined : world.state.interactions.get(message.interactionId);
  const resolved = resolvedObject(world.state, channel, user.id, values ?? []);
  const customId = control.custom_id ?? '';
  const data = {
    id: control.id ?? 0,
    custom_id: customId,
    component_type: control.type,
    ...(values !== null && { values: [...values] }),
    ...(values !== null && control.type !== ComponentType.StringSelect && { resolved }),
  };
  return beginInteraction(world, {
    type: InteractionType.MessageComponent,
    name: customId,
    action,
    userId: user.id,
    channelId: channel.id,
    messageId: message.id,
    owners: source?.owners ?? ownersIn(at, [ApplicationIntegrationType.GuildInstall]),
    data,
  });
}

/**
 * Presses a button, named by its label, emoji or custom id.
 * @throws Error where there is none to press
 */
export function press(at: Viewpoint, name: string, on?: Message): Interaction {
  const fits = (control: Button | Select): control is Button =>
    control.type === ComponentType.Button &&
    [control.label, control.custom_id, control.emoji?.name, buttonFace(control)].includes(name);
  const found = find(at, on, fits);
  if (found === undefined) throw complaint(at, `${at.user.name} sees no button ${name}.`);
  if (found.control.disabled === true) throw complaint(at, `The button ${name} is switched off.`);
  if (found.control.style === ButtonStyle.Link || found.control.style === ButtonStyle.Premium)
    throw complaint(at, `The button ${name} opens a page; the bot does not learn of it.`);
  return begin(at, found, `pressed [${buttonFace(found.control)}]`, null);
}

/**
 * Chooses in a select menu, named by its placeholder or custom id.
 * @throws Error where there is no such menu, or where it does not let the person choose that
 */
export function choose(at: Viewpoint, menu: string, choices: readonly Choice[], on?: Message): Interaction {
  const fits = (control: Button | Select): control is Select =>
    isSelect(control) && [control.placeholder, control.custom_id].includes(menu);
  const found = find(at, on, fits);
  if (found === undefined) throw complaint(at, `${at.user.name} sees no menu ${menu}.`);
  if (found.control.disabled === true) throw complaint(at, `The menu ${menu} is switched off.`);
  const chosen = valuesOf(at, found.control, choices);
  const action = `chose ${chosen.labels.join(', ') || 'nothing'} in [${menu}]`;
  return begin(at, found, action, chosen.values);
}

/** Ids or values of what was chosen, and how it reads. @throws Error where the menu does not allow it */
export function valuesOf(
  at: Viewpoint,
  select: Select,
  choices: readonly Choice[],
): { readonly values: string[]; readonly labels: string[] } {
  const name = select.placeholder ?? select.custom_id;
  const { least, most } = rangeOf(select);
  if (choices.length < least || choices.length > most)
    throw complaint(at, `The menu ${name} takes ${String(least)} to ${String(most)} choices.`);
  const pairs = choices.map((choice) => {
    if (typeof choice !== 'string') {
      if (!offers(at, select, choice.id))
        throw complaint(at, `The menu ${name} does not offer ${choice.name}.`);
      return [choice.id, choice.name] as const;
    }
    if (select.type !== ComponentType.StringSelect) {
      if (!offers(at, select, choice)) throw complaint(at, `The menu ${name} does not offer ${choice}.`);
      return [choice, choice] as const;
    }
    const option = select.options.find(({ label, value }) => label === choice || value === choice);
    if (option === undefined) throw complaint(at, `The menu ${name} does not offer ${choice}.`);
    return [option.value, option.label] as const;
  });
  return { values: pairs.map(([value]) => value), labels: pairs.map(([, label]) => label) };
}

function offers({ world: { state }, channel }: Viewpoint, select: Select, id: string): boolean {
  const guild = channel.guildId === null ? undefined : state.guilds.get(channel.guildId);
  const isRole = guild?.roles.some((role) => role.id === id) ?? false;
  switch (select.type) {
    case ComponentType.UserSelect:
      return state.users.has(id);
    case ComponentType.RoleSelect:
      return isRole;
    case ComponentType.MentionableSelect:
      return isRole || state.users.has(id);
    case ComponentType.ChannelSelect: {
      const chosen = state.channels.get(id);
      const types = select.channel_types ?? [];
      return chosen !== undefined && (types.length === 0 || types.includes(chosen.type));
    }
    case ComponentType.StringSelect:
      return false;
  }
}
