import { z } from 'zod';

/** Embeds as requests write them: their shape alone, their limits are rules. */

const text = z.string().nullish();

const picture = z.strictObject({ url: z.string() });

export const embed = z.strictObject({
  type: z.literal('rich').optional(),
  title: text,
  description: text,
  url: text,
  timestamp: text,
  color: z.int().nullish(),
  footer: z.strictObject({ text: z.string(), icon_url: text }).nullish(),
  image: picture.nullish(),
  thumbnail: picture.nullish(),
  author: z.strictObject({ name: z.string(), url: text, icon_url: text }).nullish(),
  fields: z
    .array(z.strictObject({ name: z.string(), value: z.string(), inline: z.boolean().nullish() }))
    .nullish(),
});

export type Embed = z.infer<typeof embed>;
