import { ChannelType, ThreadAutoArchiveDuration } from 'discord-api-types/v10';
import { z } from 'zod';

const settings = {
  name: z.string(),
  auto_archive_duration: z.enum(ThreadAutoArchiveDuration).nullish(),
  rate_limit_per_user: z.int().nullish(),
};

/** Body of the request that starts a thread under a message. discord.js sends a `type` with it, which says nothing. */
export const threadUnderMessageBody = z.strictObject({
  ...settings,
  type: z.literal(ChannelType.PublicThread).nullish(),
});

/** Body of the request that starts a thread without one. */
export const threadBody = z.strictObject({
  ...settings,
  type: z.union([z.literal(ChannelType.PublicThread), z.literal(ChannelType.PrivateThread)]).nullish(),
  invitable: z.boolean().nullish(),
});

/** Body of a change of a thread. */
export const threadChangesBody = z.strictObject({
  name: z.string().nullish(),
  archived: z.boolean().nullish(),
  locked: z.boolean().nullish(),
  auto_archive_duration: z.enum(ThreadAutoArchiveDuration).nullish(),
  rate_limit_per_user: z.int().nullish(),
  invitable: z.boolean().nullish(),
});

export type ThreadBody = z.infer<typeof threadBody>;

export type ThreadChanges = z.infer<typeof threadChangesBody>;
