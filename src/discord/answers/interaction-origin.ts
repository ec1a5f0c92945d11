import {
  ApplicationIntegrationType,
  type BaseInteraction,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import { mayWriteAt } from '../may-write.ts';
import type { InteractionOrigin } from './answer-record.ts';

/** An interaction that an answer responds to. */
type Answerable = BaseInteraction & { readonly token: string };

/** Where the answer to an interaction is shown, and what Discord allows there. */
export function originAt(interaction: Answerable, isPrivate: boolean): InteractionOrigin {
  return {
    kind: 'interaction',
    token: interaction.token,
    private: isPrivate,
    mayWrite: mayWriteAt(interaction),
    ...(isGuestAt(interaction) && { guest: true }),
  };
}

/**
 * True where only the asker has added the app. Source:
 * interactions/receiving-and-responding.mdx#interaction-object-authorizing-integration-owners-object.
 */
function isGuestAt({ authorizingIntegrationOwners: owners }: BaseInteraction): boolean {
  return owners[ApplicationIntegrationType.GuildInstall] === undefined;
}

/** True where others are, who have not asked for the app: what it says is then for the asker alone unless they wish. */
export function isPrivateByDefault(interaction: BaseInteraction): boolean {
  return isGuestAt(interaction) && interaction.context !== InteractionContextType.BotDM;
}

/** True where Discord shows nobody but the asker what the app says. Source: topics/permissions.mdx, USE_EXTERNAL_APPS. */
export function isAlwaysPrivate(interaction: BaseInteraction): boolean {
  const { memberPermissions } = interaction;
  return isGuestAt(interaction) && memberPermissions?.has(PermissionFlagsBits.UseExternalApps) === false;
}
