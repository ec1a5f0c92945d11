import { ButtonStyle, ChannelType, ComponentType, SelectMenuDefaultValueType } from 'discord-api-types/v10';
import { z } from 'zod';
import { snowflake } from '../snowflake-body.ts';

/** The components of a message as requests write them: their shape alone, their limits are rules. */

const id = z.int().min(0).nullish();

const emoji = z.strictObject({
  id: snowflake.nullish(),
  name: z.string().nullish(),
  animated: z.boolean().nullish(),
});

export const button = z.strictObject({
  type: z.literal(ComponentType.Button),
  id,
  style: z.enum(ButtonStyle),
  label: z.string().nullish(),
  emoji: emoji.nullish(),
  custom_id: z.string().nullish(),
  url: z.string().nullish(),
  sku_id: snowflake.nullish(),
  disabled: z.boolean().nullish(),
});

const option = z.strictObject({
  label: z.string(),
  value: z.string(),
  description: z.string().nullish(),
  emoji: emoji.nullish(),
  default: z.boolean().nullish(),
});

const anySelect = {
  id,
  custom_id: z.string(),
  placeholder: z.string().nullish(),
  min_values: z.int().nullish(),
  max_values: z.int().nullish(),
  /** In messages only. */
  disabled: z.boolean().nullish(),
  /** In forms only. */
  required: z.boolean().nullish(),
};

const defaults = <Type extends SelectMenuDefaultValueType>(...types: readonly Type[]) =>
  z.array(z.strictObject({ id: snowflake, type: z.enum(types) })).nullish();

const { User, Role, Channel } = SelectMenuDefaultValueType;

export const stringSelect = z.strictObject({
  type: z.literal(ComponentType.StringSelect),
  ...anySelect,
  options: z.array(option),
});

export const selects = [
  stringSelect,
  z.strictObject({
    type: z.literal(ComponentType.UserSelect),
    ...anySelect,
    default_values: defaults(User),
  }),
  z.strictObject({
    type: z.literal(ComponentType.RoleSelect),
    ...anySelect,
    default_values: defaults(Role),
  }),
  z.strictObject({
    type: z.literal(ComponentType.MentionableSelect),
    ...anySelect,
    default_values: defaults(User, Role),
  }),
  z.strictObject({
    type: z.literal(ComponentType.ChannelSelect),
    ...anySelect,
    default_values: defaults(Channel),
    channel_types: z.array(z.enum(ChannelType)).nullish(),
  }),
] as const;

const row = z.strictObject({
  type: z.literal(ComponentType.ActionRow),
  id,
  components: z.array(z.discriminatedUnion('type', [button, ...selects])),
});

export const textDisplay = z.strictObject({
  type: z.literal(ComponentType.TextDisplay),
  id,
  content: z.string(),
});

const media = z.strictObject({ url: z.string() });

const thumbnail = z.strictObject({
  type: z.literal(ComponentType.Thumbnail),
  id,
  media,
  description: z.string().nullish(),
  spoiler: z.boolean().nullish(),
});

const section = z.strictObject({
  type: z.literal(ComponentType.Section),
  id,
  components: z.array(textDisplay),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
});

const gallery = z.strictObject({
  type: z.literal(ComponentType.MediaGallery),
  id,
  items: z.array(
    z.strictObject({ media, description: z.string().nullish(), spoiler: z.boolean().nullish() }),
  ),
});

const file = z.strictObject({
  type: z.literal(ComponentType.File),
  id,
  file: media,
  spoiler: z.boolean().nullish(),
});

const separator = z.strictObject({
  type: z.literal(ComponentType.Separator),
  id,
  divider: z.boolean().nullish(),
  spacing: z.union([z.literal(1), z.literal(2)]).nullish(),
});

const container = z.strictObject({
  type: z.literal(ComponentType.Container),
  id,
  accent_color: z.int().nullish(),
  spoiler: z.boolean().nullish(),
  components: z.array(z.discriminatedUnion('type', [row, textDisplay, section, gallery, file, separator])),
});

export const messageComponent = z.discriminatedUnion('type', [
  row,
  textDisplay,
  section,
  gallery,
  file,
  separator,
  container,
]);

/** A component that stands directly in a message. */
export type MessageComponent = z.infer<typeof messageComponent>;

export type Button = z.infer<typeof button>;

export type Select = z.infer<(typeof selects)[number]>;

export type Media = z.infer<typeof media>;

/** Any component of a message, however deep. */
export type AnyComponent =
  MessageComponent | Button | Select | z.infer<typeof thumbnail> | z.infer<typeof gallery>;
