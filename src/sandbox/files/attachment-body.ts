import { z } from 'zod';
import { snowflake } from '../snowflake-body.ts';

/**
 * What a request says about one file: a new one by its number, or one that stays by its id. Libraries send back
 * whole attachments as they got them, so that what else stands there is passed over; voice messages are not modelled.
 */
const attachment = z.object({
  id: z.union([snowflake, z.string().regex(/^\d{1,2}$/), z.int().min(0)]),
  filename: z.string().nullish(),
  description: z.string().nullish(),
  title: z.null().optional(),
  waveform: z.null().optional(),
  duration_secs: z.null().optional(),
});

export const attachmentsBody = z.array(attachment).nullish();

export type AttachmentsBody = z.infer<typeof attachmentsBody>;
