import { z } from 'zod';
import type { PersonFile } from '../sandbox/files/person-file.ts';

/** What the page says that somebody does: the shape alone. */

/** Longest message that people may write. Source: resources/message.mdx#create-message. */
const MOST_TEXT = 2000;

/** Longest name of a thread. Source: resources/channel.mdx#start-thread-from-message. */
const MOST_NAME = 100;

const id = z.string().regex(/^\d{17,20}$/);

const customId = z.string().max(100);

const options = z.record(z.string().max(32), z.string().max(6000));

export const actionBody = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('say'),
    /** Empty where files say it all. */
    text: z.string().trim().max(MOST_TEXT),
    replyTo: id.nullable(),
    ping: z.boolean(),
  }),
  z.strictObject({ do: z.literal('run'), command: z.string().max(98), options }),
  z.strictObject({ do: z.literal('click'), messageId: id, customId }),
  z.strictObject({
    do: z.literal('choose'),
    messageId: id,
    customId,
    values: z.array(z.string().max(100)).max(25),
  }),
  z.strictObject({ do: z.literal('react'), messageId: id, emoji: z.string().min(1).max(32) }),
  z.strictObject({ do: z.literal('delete'), messageId: id }),
  z.strictObject({
    do: z.literal('complete'),
    command: z.string().max(98),
    options,
    focused: z.string().max(32),
  }),
  z.strictObject({ do: z.literal('use'), command: z.string().max(32), messageId: id }),
  z.strictObject({ do: z.literal('useOnMember'), command: z.string().max(32), userId: id }),
  z.strictObject({
    do: z.literal('startThread'),
    messageId: id,
    name: z.string().trim().min(1).max(MOST_NAME),
  }),
  z.strictObject({
    do: z.literal('submit'),
    values: z.record(
      customId,
      z.union([z.string().max(4000), z.boolean(), z.array(z.string().max(100)).max(25)]),
    ),
  }),
  z.strictObject({ do: z.literal('dismissForm') }),
  z.strictObject({ do: z.literal('openDirect') }),
]);

export const requestBody = z.strictObject({ as: id, channelId: id, action: actionBody });

export type Action = z.infer<typeof actionBody>;

export type ActionRequest = z.infer<typeof requestBody> & {
  /** What somebody attaches to a message. */
  readonly files?: readonly PersonFile[];
};
