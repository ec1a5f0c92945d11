import type { COMPONENT_RULES } from '../../../../src/sandbox/rules/component-rules.ts';
import { type Break, ownMessage } from '../scene.ts';

const V2 = 1 << 15;

const x = (length: number): string => 'x'.repeat(length);
const button = (fields: object = {}) => ({ type: 2, style: 1, label: 'Stop', custom_id: 'stop', ...fields });
const link = (url: string) => ({ type: 2, style: 5, label: 'Read', url });
const row = (...components: readonly unknown[]) => ({ type: 1, components });
const option = (fields: object = {}) => ({ label: 'One', value: '1', ...fields });
const select = (fields: object = {}) => ({ type: 3, custom_id: 'pick', options: [option()], ...fields });
const text = (content = 'a') => ({ type: 10, content });

/** Sends these in action rows. */
const inRow =
  (...components: readonly unknown[]): Break =>
  ({ post }) =>
    post({ content: 'a', components: [row(...components)] });

/** Sends these with Components V2. */
const v2 =
  (...components: readonly unknown[]): Break =>
  ({ post }) =>
    post({ flags: V2, components });

const many = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

/** For every rule about components, how it is broken. */
export const COMPONENT_BREAKS: Readonly<Record<keyof typeof COMPONENT_RULES, Break>> = {
  rowsAtMost: ({ post }) =>
    post({ content: 'a', components: many(6, (n) => row(button({ custom_id: String(n) }))) }),
  rowHolds: inRow(button(), select()),
  customIdLength: inRow(button({ custom_id: x(101) })),
  customIdUnique: inRow(button(), button({ label: 'Again' })),
  componentIdUnique: inRow(button({ id: 7 }), button({ id: 7, custom_id: 'other' })),
  buttonLabel: inRow(button({ label: x(81) })),
  buttonTarget: inRow(button({ url: 'https://example.org' })),
  buttonFace: inRow({ type: 2, style: 1, custom_id: 'stop' }),
  linkLength: inRow(link(`https://example.org/${x(512)}`)),
  linkScheme: inRow(link('ftp://example.org')),
  selectOptions: inRow(select({ options: many(26, (n) => option({ value: String(n) })) })),
  optionLength: inRow(select({ options: [option({ description: x(101) })] })),
  optionValueUnique: inRow(select({ options: [option(), option({ label: 'Two' })] })),
  placeholderLength: inRow(select({ placeholder: x(151) })),
  selectRange: inRow(select({ min_values: 2, max_values: 1 })),
  selectDefaults: inRow(
    select({ options: [option({ default: true }), option({ value: '2', default: true })] }),
  ),
  v2Flag: ({ post }) => post({ content: 'a', components: [text()] }),
  v2Exclusive: ({ post }) => post({ content: 'a', flags: V2, components: [text()] }),
  v2Irreversible: async (on) => {
    const path = await ownMessage(on, { flags: V2, components: [text()] });
    return on.rest('PATCH', path, { flags: 0, components: [text('b')] });
  },
  v2Total: v2({ type: 17, components: many(40, () => text()) }),
  v2Text: v2(text(x(2001)), text(x(2000))),
  textPresent: v2(text('')),
  sectionTexts: v2({ type: 9, components: many(4, () => text()), accessory: button() }),
  galleryItems: v2({ type: 12, items: [] }),
  containerFilled: v2({ type: 17, components: [] }),
  mediaDescription: v2({
    type: 12,
    items: [{ media: { url: 'https://example.org/a.png' }, description: x(1025) }],
  }),
  mediaSource: v2({ type: 13, file: { url: 'attachment://there-is-none.txt' } }),
  accentColour: v2({ type: 17, accent_color: 0x1000000, components: [text()] }),
};
