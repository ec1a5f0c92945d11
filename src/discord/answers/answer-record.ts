import { z } from 'zod';

/**
 * What is remembered of a question on Discord, so that its answer survives the process: enough to finish it or to say
 * that it was interrupted, and afterwards to open its sources or to ask it again.
 */

const snowflake = z.string().regex(/^\d{17,20}$/);

/** A passage that an answer rests on. Its text is not kept: it is cut from the library when somebody opens it. */
const receipt = z.strictObject({
  n: z.int(),
  articleId: z.string(),
  title: z.string(),
  outlet: z.string().nullable(),
  publishedAt: z.string().nullable(),
  start: z.int(),
  end: z.int(),
  /** SHA-256 of the quote, in hexadecimal digits: tells whether the library still says the same there. */
  sha256: z.string(),
});

export type Receipt = z.infer<typeof receipt>;

/** Where the answer is shown. */
const origin = z.discriminatedUnion('kind', [
  /** Below a message, which has the id of the record. */
  z.strictObject({
    kind: z.literal('message'),
    /** True where the bot may not reply, so that the answer stands by itself and says whose question it is about. */
    alone: z.boolean().optional(),
  }),
  /** As the response to an interaction, which has the id of the record. */
  z.strictObject({
    kind: z.literal('interaction'),
    /** Empty where the interaction cannot be used any more. */
    token: z.string(),
    /** Seen by the asker alone. */
    private: z.boolean(),
    /** True where the bot may write in the channel without the token. */
    mayWrite: z.boolean(),
    /** True where only the asker has added the app, so that Discord takes few messages. */
    guest: z.boolean().optional(),
  }),
]);

export const answerRecord = z.strictObject({
  /** Id of the message or interaction that asked. */
  id: snowflake,
  channelId: snowflake,
  askerId: snowflake,
  /** Milliseconds since 1970. */
  askedAt: z.number(),
  question: z.string(),
  /** True where nobody could read the question otherwise: it is shown above the answer. */
  showsQuestion: z.boolean().optional(),
  /** Language of the frame, where the asker's Discord tells it. */
  frame: z.enum(['de', 'en']).optional(),
  origin,
  /** `open` until there is something to say in the end, `delivering` until all of it is shown. */
  phase: z.enum(['open', 'delivering', 'done']),
  /** How it ended, or ends. */
  ending: z.enum(['answer', 'stopped']).optional(),
  /** The messages that show the answer, in order; the first is edited while it is written. */
  messages: z.array(snowflake),
  /** The texts of those messages; kept until they are shown, and for sharing where the answer is private. */
  texts: z.array(z.string()),
  receipts: z.array(receipt),
});

export type AnswerRecord = z.infer<typeof answerRecord>;

export type InteractionOrigin = Extract<AnswerRecord['origin'], { readonly kind: 'interaction' }>;

/** True where the asker alone sees the answer. */
export function isPrivate({ origin }: Pick<AnswerRecord, 'origin'>): boolean {
  return origin.kind === 'interaction' && origin.private;
}

/** The record of a question that was just asked. */
export function newRecord({
  frame,
  ...fields
}: Pick<
  AnswerRecord,
  'id' | 'channelId' | 'askerId' | 'askedAt' | 'question' | 'origin' | 'showsQuestion'
> & {
  readonly frame: AnswerRecord['frame'] | undefined;
}): AnswerRecord {
  return {
    ...fields,
    ...(frame && { frame }),
    phase: 'open',
    messages: [],
    texts: [],
    receipts: [],
  };
}
