import { describe, expect, test } from '@jest/globals';
import { extractArticles } from '../../../src/extraction/extract-articles.ts';

async function kindOf(title: string, body: string): Promise<string> {
  const bytes = Buffer.from(`<html><head><title>${title}</title></head><body>${body}</body></html>`);
  const outcome = (await extractArticles({ bytes, name: 'page.html' }))[0]?.outcome;
  if (!outcome) throw new Error('A page gives one record.');
  return outcome.ok ? 'article' : outcome.kind;
}

const SENTENCE =
  '<p>Die Stadt Lindau baut ihre Brücke neu, und die Arbeiten beginnen im Herbst mit dem alten Pfeiler am Ufer.</p>';

describe('pages in place of an article are told apart', () => {
  test('a request for consent', async () => {
    expect(
      await kindOf(
        'Kupferdraht',
        `<main><p>Wir und unsere 140 Partner verarbeiten personenbezogene Daten wie Ihre IP-Adresse und nutzen Cookies, um Werbung zu zeigen.</p>
         <p>Mit Werbung und Tracking weiterlesen, oder mit dem Pur-Abo fast werbefrei. Ihre Einwilligung können Sie in den Einstellungen widerrufen.</p>
         <p>Details in der Datenschutzerklärung.</p></main>`,
      ),
    ).toBe('cookie-wall');
  });

  test('a locked article', async () => {
    expect(
      await kindOf(
        'Brücke',
        `<article>${SENTENCE}<p>Um diesen Artikel weiterzulesen, brauchen Sie ein Abo.</p></article>`,
      ),
    ).toBe('paywall');
    expect(
      await kindOf(
        'Bridge',
        '<article><p>The town rebuilds its bridge, and the works begin in autumn with the old pier at the shore.</p><div>Subscribe to continue reading</div></article>',
      ),
    ).toBe('paywall');
  });

  test('the error of a server', async () => {
    expect(
      await kindOf(
        '404 Not Found',
        `<p>Die gesuchte Seite gibt es hier nicht mehr, versuchen Sie es bitte mit der Suche oder auf der Startseite.</p>`,
      ),
    ).toBe('error-page');
    expect(
      await kindOf(
        'Just a moment...',
        '<p>Checking if the site connection is secure. Enable JavaScript and cookies to continue, please, and wait a little.</p>',
      ),
    ).toBe('error-page');
  });

  test('letters at random', async () => {
    expect(await kindOf('x', `<p>${'x7 Qq9zK 0x3f; {{a}} == 44 [] '.repeat(12)}</p>`)).toBe('no-language');
  });

  test('too little text', async () => {
    expect(await kindOf('Brücke', '<p>Bald mehr.</p>')).toBe('too-short');
  });

  test('an article about cookies, one about the error 404, and a short one stay articles', async () => {
    const cookies =
      '<p>Das Gericht in Lindau urteilte am Montag über Cookies: Wer eine Seite betreibt, braucht die Einwilligung der Leser.</p>';
    expect(await kindOf('Urteil über Cookies', `<article>${cookies}${SENTENCE.repeat(3)}</article>`)).toBe(
      'article',
    );
    expect(await kindOf('Warum die Zahl 404 berühmt wurde', `<article>${SENTENCE.repeat(3)}</article>`)).toBe(
      'article',
    );
    expect(await kindOf('Brücke', `<article>${SENTENCE}</article>`)).toBe('article');
  });
});
