import * as fc from 'fast-check';

/** What people, feeds and models may write to break a Discord message; for tests of properties. */

const PIECES = [
  '@everyone',
  '@here',
  '<@123456789012345678>',
  '<@!123456789012345678>',
  '<@&123456789012345678>',
  '<#123456789012345678>',
  '<t:0:R>',
  '</ask:123456789012345678>',
  '```',
  '```ts\n',
  '`',
  '`code`',
  '**',
  '**bold**',
  '__',
  '||',
  '~~',
  '\n> ',
  '\n>>> ',
  '\n# ',
  '\n-# ',
  '\\',
  '[label](https://example.org)',
  '](',
  '](<',
  '>)',
  '[1]',
  ' [12] ',
  '[1][2][3]',
  'https://example.org/a_b_c?d=*e*',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u0000',
  '\ud83d',
  'שלום עולם',
  'مرحبا بالعالم',
  '👩‍👩‍👧‍👦',
  'e\u0301\u0302\u0303\u0304\u0305',
  'Donaudampfschifffahrtsgesellschaft ',
  'A sentence that ends. ',
  '\n',
  '\n\n',
  ' ',
  '\t',
];

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 2, arbitrary: fc.lorem({ maxCount: 40, size: 'max' }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.nat({ max: 2600 }).map((length) => 'x'.repeat(length)) },
);

/** Any text, up to several messages long. */
export const hostileText = fc.array(piece, { maxLength: 80, size: 'max' }).map((pieces) => pieces.join(''));

/** The same without words that are longer than a message may need to cut. */
export const wordyText = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.lorem({ maxCount: 40, size: 'max' })), {
    maxLength: 80,
    size: 'max',
  })
  .map((pieces) => pieces.join(' '));

/** A title as a feed may have it: up to 2,000 characters, all of them hostile. */
export const hostileTitle = hostileText.map((text) => text.slice(0, 2000));

/** An address, or what stands where one should. */
export const hostileUrl = fc.oneof(
  fc.constant(null),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.nat({ max: 3000 }).map((length) => `https://example.org/${'ä(_*|`'.repeat(length / 6)}`),
  fc.constantFrom('javascript:alert(1)', 'https://user:word@example.org/', 'data:text/html,x', 'discord://'),
  hostileText.map((text) => `https://example.org/${text}`),
  hostileText,
);
