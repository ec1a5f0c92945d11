import { invalid, type Rule, SOURCES } from './rule.ts';

const { components, messages } = SOURCES;

/** Components of messages. Lengths are in UTF-16 units. */
export const COMPONENT_RULES = {
  /** Action rows of a message without Components V2. */
  rowsAtMost: invalid(5, `${components}#legacy-message-component-behavior`),
  /** Buttons of one row; a row holds buttons or one select. */
  rowHolds: invalid(5, `${components}#action-row`),
  customIdLength: invalid(100, `${components}#custom-id`),
  customIdUnique: invalid(null, `${components}#custom-id`),
  componentIdUnique: invalid(null, `${components}#anatomy-of-a-component`),
  buttonLabel: invalid(80, `${components}#button-button-structure`),
  /** A link has an address and no custom id, a premium button an SKU alone, every other a custom id. */
  buttonTarget: invalid(null, `${components}#button-button-styles`),
  /** A button shows a label, an emoji, or both. */
  buttonFace: invalid(null, `${components}#button-button-structure`),
  linkLength: invalid(512, `${components}#button-button-structure`),
  linkScheme: invalid(null, `${components}#button-button-structure`),
  selectOptions: invalid(25, `${components}#string-select-string-select-structure`),
  /** Label, value and description of an option. */
  optionLength: invalid(100, `${components}#string-select-select-option-structure`),
  optionValueUnique: invalid(null, `${components}#string-select-select-option-structure`),
  placeholderLength: invalid(150, `${components}#string-select-string-select-structure`),
  /** How many may be chosen: 0 to 25 at least, 1 to 25 at most. */
  selectRange: invalid(25, `${components}#string-select-string-select-structure`),
  selectDefaults: invalid(null, `${components}#user-select-user-select-structure`),

  /** Anything but action rows directly in a message asks for the flag. */
  v2Flag: invalid(null, `${components}#component-reference`),
  /** With the flag a message has no `content` and no `embeds`. */
  v2Exclusive: invalid(null, `${messages}#create-message`),
  /** The flag stays with the message. */
  v2Irreversible: invalid(null, `${messages}#message-object-message-flags`),
  /** Components of one message, nested ones included. */
  v2Total: invalid(40, `${components}#component-reference`),
  /** Characters of all text displays of one message. Source: guide of discord.js, display components. */
  v2Text: invalid(4000, `${components}#text-display`),
  textPresent: invalid(null, `${components}#text-display`),
  /** Texts of one section. */
  sectionTexts: invalid(3, `${components}#section-section-structure`),
  galleryItems: invalid(10, `${components}#media-gallery-media-gallery-structure`),
  containerFilled: invalid(null, `${components}#container-container-structure`),
  mediaDescription: invalid(1024, `${components}#thumbnail-thumbnail-structure`),
  /** Media come over HTTP or from a file of the same message; a File component only from such a file. */
  mediaSource: invalid(null, `${components}#unfurled-media-item-structure`),
  accentColour: invalid(0xffffff, `${components}#container-container-structure`),
} as const satisfies Record<string, Rule>;
