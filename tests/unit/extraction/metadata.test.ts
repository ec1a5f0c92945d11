import { describe, expect, test } from '@jest/globals';
import { type PageMetadata, readMetadata } from '../../../src/extraction/metadata.ts';
import { parsePage } from '../../../src/extraction/parse-page.ts';

function metadataOf(head: string, body = '', lang = 'en'): PageMetadata {
  const parsed = parsePage(`<html lang="${lang}"><head>${head}</head><body>${body}</body></html>`);
  if (!parsed.ok) throw new Error(parsed.reason);
  return readMetadata(parsed.document);
}

const jsonLd = (value: object): string =>
  `<script type="application/ld+json">${JSON.stringify(value)}</script>`;

describe('the headline', () => {
  test.each<[what: string, title: string, heading: string, headline: string]>([
    [
      'without section and outlet',
      'Fähre fährt länger | Lokales - Hafenbote',
      'Fähre fährt länger',
      'Fähre fährt länger',
    ],
    [
      'without a kicker',
      'Nachtfähre: Der Rat stimmt mit Nein',
      'Der Rat stimmt mit Nein',
      'Der Rat stimmt mit Nein',
    ],
    [
      'as a whole',
      'The council votes to keep the night…',
      'The council votes to keep the night ferry',
      'The council votes to keep the night ferry',
    ],
    ['and not the site’s name', 'Harbour Gazette', 'The ferry stays', 'The ferry stays'],
    [
      'and not the section',
      'The ferry stays where it is for three years | Local matters',
      'Local matters',
      'The ferry stays where it is for three years | Local matters',
    ],
    [
      'of the data where the page has another',
      'Why the ferry stays',
      'A night on the river',
      'Why the ferry stays',
    ],
  ])('%s', (_, title, heading, headline) => {
    const head = `<title>${title}</title><meta property="og:site_name" content="Harbour Gazette">`;
    expect(metadataOf(head, `<h1>${heading}</h1>`).title).toBe(headline);
  });
});

describe('the authors', () => {
  test.each<[what: string, head: string, body: string, authors: string[]]>([
    [
      'people before the outlet',
      '<meta name="author" content="Hafenbote Redaktion">',
      '<h1>T</h1><p>Von Ada Quill</p>',
      ['Ada Quill'],
    ],
    [
      'the outlet where nobody is named',
      '<meta name="author" content="Hafenbote GmbH">',
      '<h1>T</h1>',
      ['Hafenbote GmbH'],
    ],
    ['a name behind its label', '', '<h1>T</h1><span>Autorin:</span> <b>Tove Lind</b>', ['Tove Lind']],
    ['an account behind its label', '', '<h1>T</h1><p>Posted by riverfox on May 4, 2021</p>', ['riverfox']],
    ['a name after the day', '', '<h1>T</h1><p>25.10.2022 - Tove Lind</p>', ['Tove Lind']],
    [
      'all of the byline where the data names the first',
      '<meta name="author" content="Ada Quill">',
      '<h1>T</h1><p class="byline">By Ada Quill and Ben Okoro</p>',
      ['Ada Quill', 'Ben Okoro'],
    ],
    [
      'no place',
      '<meta name="author" content="hafenbote.de, Hafenstadt, Germany">',
      '<h1>T</h1>',
      ['hafenbote.de'],
    ],
  ])('%s', (_, head, body, authors) => {
    expect(metadataOf(head, body).authors).toEqual(authors);
  });
});

describe('the day of publication', () => {
  test.each<[what: string, head: string, body: string, published: string | null]>([
    [
      'of JSON-LD before Open Graph',
      `${jsonLd({ '@type': 'NewsArticle', datePublished: '2021-05-04' })}<meta property="article:published_time" content="2021-05-06">`,
      '',
      '2021-05-04',
    ],
    [
      'of a page that is no article in JSON-LD',
      jsonLd({ '@graph': [{ '@type': 'WebPage', datePublished: '2021-05-04' }] }),
      '',
      '2021-05-04',
    ],
    [
      'of Open Graph before what is seen',
      '<meta property="article:published_time" content="2021-05-04">',
      '<h1>T</h1><time>3 May 2021</time>',
      '2021-05-04',
    ],
    [
      'that is seen before a page’s plain date',
      '<meta name="date" content="2021-05-06">',
      '<h1>T</h1><time>4 May 2021</time>',
      '2021-05-04',
    ],
    [
      'with which the text begins',
      '',
      `<h1>T</h1><p>(4. Mai 2021) ${'Die Fähre fährt weiter, und alle freuen sich. '.repeat(5)}</p>`,
      '2021-05-04',
    ],
    [
      'in a note far below',
      '',
      `<h1>T</h1>${'<p>Short line.</p>'.repeat(40)}<p>Veröffentlicht am 04.05.2021</p>`,
      '2021-05-04',
    ],
    [
      'among other marks',
      '',
      '<h1>T</h1><p class="meta">⋅ May 4, 2021 ⋅ Print ⋅ Send this page to a friend of yours</p>',
      '2021-05-04',
    ],
    ['of the last change where there is no other', '', '<h1>T</h1><p>Stand: 4. Mai 2021</p>', '2021-05-04'],
    [
      'in the address at last',
      '<link rel="canonical" href="https://a.example/2021/05/04/x">',
      '',
      '2021-05-04',
    ],
    [
      'not one of another article',
      '',
      '<h1>T</h1><p>On 4 May 2021 the ferry sank, and forty people who were on board swam ashore.</p>',
      null,
    ],
  ])('%s', (_, head, body, published) => {
    expect(metadataOf(head, body).published).toBe(published);
  });

  test('is the day that readers had: German time on German pages, the day of the address near midnight', () => {
    const utc = '<meta property="article:published_time" content="2021-05-03T22:30:00Z">';
    expect(metadataOf(utc, '', 'de-DE').published).toBe('2021-05-04T00:30:00+02:00');
    expect(metadataOf(utc, '', 'en').published).toBe('2021-05-03T22:30:00Z');
    const winter = '<meta property="article:published_time" content="2021-01-03T23:30:00Z">';
    expect(metadataOf(winter, '', 'de').published).toBe('2021-01-04T00:30:00+01:00');
    const address = '<link rel="canonical" href="https://a.example/2021/05/04/x">';
    expect(metadataOf(`${utc}${address}`).published).toBe('2021-05-04');
  });
});
