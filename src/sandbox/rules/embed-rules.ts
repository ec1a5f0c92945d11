import { invalid, type Rule, SOURCES } from './rule.ts';

const limits = `${SOURCES.messages}#embed-object-embed-limits`;

/** Embeds. Lengths are in UTF-16 units. */
export const EMBED_RULES = {
  embedCount: invalid(10, `${SOURCES.messages}#create-message`),
  embedTitle: invalid(256, limits),
  embedDescription: invalid(4096, limits),
  embedFields: invalid(25, limits),
  embedFieldName: invalid(256, limits),
  embedFieldValue: invalid(1024, limits),
  embedFooter: invalid(2048, limits),
  embedAuthor: invalid(256, limits),
  /** All texts of all embeds of a message. */
  embedTotal: invalid(6000, limits),
  embedUrl: invalid(2048, 'the official OpenAPI description, RichEmbed.url'),
  /** HTTP or HTTPS; pictures may also be a file of the same message. */
  embedAddress: invalid(null, `${SOURCES.messages}#embed-object`),
  embedColour: invalid(0xffffff, 'the official OpenAPI description, RichEmbed.color'),
  embedTimestamp: invalid(null, `${SOURCES.messages}#embed-object`),
} as const satisfies Record<string, Rule>;
