import type { APIInteractionDataResolved } from 'discord-api-types/v10';
import { permissionsIn } from '../permissions.ts';
import { type Channel, entry, type State } from '../state.ts';
import type { Wire } from '../wire.ts';
import { attachmentObject } from './attachment-payload.ts';
import { channelObject } from './channel-payload.ts';
import { membership, roleObject } from './member-payload.ts';
import { userObject } from './user-payload.ts';

/**
 * The objects behind the ids that a person chose, as an interaction carries them.
 * @param channel where it happens: it decides whose membership is told, and with which permissions
 */
export function resolvedObject(
  state: State,
  channel: Channel,
  asker: string,
  ids: readonly string[],
): Wire<APIInteractionDataResolved> {
  const guild = channel.guildId === null ? undefined : entry(state.guilds, channel.guildId);
  const users = ids.filter((id) => state.users.has(id));
  const members = users.filter((id) => guild?.members.some(({ userId }) => userId === id));
  const roles = guild?.roles.filter(({ id }) => ids.includes(id)) ?? [];
  const channels = ids.flatMap((id) => state.channels.get(id) ?? []);
  const files = ids.flatMap((id) => state.uploads.get(id) ?? []);
  const table = <T>(entries: readonly (readonly [string, T])[]) => Object.fromEntries(entries);
  return {
    ...(users.length > 0 && { users: table(users.map((id) => [id, userObject(state, id)])) }),
    ...(guild &&
      members.length > 0 && {
        members: table(
          members.map((id) => [
            id,
            { ...membership(guild, id), permissions: String(permissionsIn(state, channel, id)) },
          ]),
        ),
      }),
    ...(roles.length > 0 && { roles: table(roles.map((role) => [role.id, roleObject(role, 1)])) }),
    ...(files.length > 0 && {
      attachments: table(files.map((file) => [file.id, { ...attachmentObject(file), ephemeral: true }])),
    }),
    ...(channels.length > 0 && {
      channels: table(
        channels.map((one) => [
          one.id,
          {
            ...channelObject(state, one),
            permissions: String(permissionsIn(state, one, asker)),
            app_permissions: String(permissionsIn(state, one, state.application.id)),
          },
        ]),
      ),
    }),
  };
}
