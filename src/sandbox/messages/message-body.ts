import { z } from 'zod';
import { attachmentsBody } from '../files/attachment-body.ts';
import type { Upload } from '../files/upload.ts';
import { messageComponent } from '../components/component-body.ts';
import { snowflake } from '../snowflake-body.ts';
import { embed } from './embed-body.ts';

/** Messages as requests write them. */

const allowedMentions = z.strictObject({
  parse: z.array(z.enum(['users', 'roles', 'everyone'])).optional(),
  users: z.array(snowflake).optional(),
  roles: z.array(snowflake).optional(),
  replied_user: z.boolean().optional(),
});

/** Fields of a message that are modelled. discord.js sends `tts` and `enforce_nonce` with every one. */
const messageFields = {
  content: z.string().nullish(),
  tts: z.literal(false).nullish(),
  nonce: z.union([z.string(), z.int()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  allowed_mentions: allowedMentions.nullish(),
  flags: z.int().nullish(),
  embeds: z.array(embed).nullish(),
  components: z.array(messageComponent).nullish(),
  attachments: attachmentsBody,
  /** Emptied on the way to Components V2. */
  poll: z.null().optional(),
  sticker_ids: z.array(z.never()).nullish(),
};

/** Body of a message that starts or follows an interaction's response, and of every edit. */
export const messageBody = z.strictObject(messageFields);

/** Body of a message in a channel, which may also be a reply. */
export const channelMessageBody = z.strictObject({
  ...messageFields,
  message_reference: z
    .strictObject({
      type: z.literal(0).optional(),
      message_id: snowflake,
      channel_id: snowflake.optional(),
      guild_id: snowflake.optional(),
      fail_if_not_exists: z.boolean().optional(),
    })
    .nullish(),
});

export type MessageBody = z.infer<typeof channelMessageBody> & { readonly files?: readonly Upload[] };

export type AllowedMentions = z.infer<typeof allowedMentions>;
