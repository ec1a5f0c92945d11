import { z } from 'zod';

/** What a bot sends to the gateway, by opcode. Source: events/gateway-events.mdx#send-events. */

const snowflake = z.string().regex(/^\d{17,20}$/);

const activity = z.strictObject({
  name: z.string().max(128),
  type: z.int().min(0).max(5),
  state: z.string().max(128).nullish(),
  url: z.string().nullish(),
});

export const presenceUpdate = z.strictObject({
  since: z.number().nullable(),
  activities: z.array(activity),
  status: z.enum(['online', 'dnd', 'idle', 'invisible', 'offline']),
  afk: z.boolean(),
});

export const identify = z.strictObject({
  token: z.string(),
  intents: z.int(),
  properties: z.strictObject({
    os: z.string().optional(),
    browser: z.string().optional(),
    device: z.string().optional(),
  }),
  compress: z.boolean().optional(),
  large_threshold: z.int().min(50).max(250).optional(),
  shard: z.tuple([z.int().min(0), z.int().min(1)]).optional(),
  presence: presenceUpdate.optional(),
});

export const resume = z.strictObject({ token: z.string(), session_id: z.string(), seq: z.int().min(0) });

export const heartbeat = z.int().min(0).nullable();

const members = {
  guild_id: snowflake,
  presences: z.boolean().optional(),
  nonce: z.string().optional(),
};

export const requestMembers = z.union([
  z.strictObject({ ...members, query: z.string(), limit: z.int().min(0) }),
  z.strictObject({
    ...members,
    user_ids: z.union([snowflake.transform((id) => [id]), z.array(snowflake).max(100)]),
    limit: z.int().min(0).optional(),
  }),
]);

export type Identify = z.infer<typeof identify>;
export type Resume = z.infer<typeof resume>;
export type RequestMembers = z.infer<typeof requestMembers>;
