import { describe, expect, test } from '@jest/globals';
import type { Notice } from '../../../src/domain/answer.ts';
import { phrases, progressPhrase } from '../../../src/i18n/phrases.ts';

const NOTICES: readonly Notice[] = [
  { code: 'model-failed', detail: 'the process died with /secret/path' },
  { code: 'sentences-removed', count: 1 },
  { code: 'sentences-removed', count: 3 },
  { code: 'doubtful' },
  { code: 'nothing-supported' },
  { code: 'other-language', question: 'en', passages: 'de' },
  { code: 'other-language', question: 'en', passages: 'und' },
  { code: 'interrupted' },
];

describe('what Newshound says', () => {
  test.each(NOTICES)('puts the notice $code into a sentence of its own in both languages', (notice) => {
    const [english, german] = [phrases('en').notice(notice), phrases('de').notice(notice)];
    expect(english).toMatch(/^[A-Z0-9].*\.$/);
    expect(german).toMatch(/^[A-ZÄÖÜ0-9].*\.$/);
    expect(german).not.toBe(english);
    expect(english + german).not.toMatch(/secret|undefined|root/);
  });

  test('names the language of a quote in the language of the frame', () => {
    expect(phrases('en').quotedIn('de')).toBe('quoted in German');
    expect(phrases('de').quotedIn('en')).toBe('auf Englisch zitiert');
    expect(phrases('en').quotedIn('und')).toBe('quoted in another language');
    expect(phrases('de').quotedIn('not a code')).toBe('in einer anderen Sprache zitiert');
  });

  test('writes a day as people do, and leaves alone what is not a day', () => {
    expect(phrases('en').date('2023-07-18')).toBe('18 July 2023');
    expect(phrases('de').date('2023-07-18T23:30:00-05:00')).toBe('18. Juli 2023');
    expect(phrases('en').date('2023')).toBe('2023');
    expect(phrases('en').date('2023-99-99')).toBe('2023-99-99');
  });

  test('counts articles, passages and places in the queue', () => {
    expect(progressPhrase({ type: 'stage', stage: 'searching', articles: 12_431 }, phrases('en'))).toBe(
      'Searching 12,431 articles …',
    );
    expect(progressPhrase({ type: 'stage', stage: 'searching', articles: 12_431 }, phrases('de'))).toBe(
      'Ich durchsuche 12.431 Artikel …',
    );
    expect(progressPhrase({ type: 'stage', stage: 'reading', passages: 1 }, phrases('en'))).toBe(
      'Reading 1 passage …',
    );
    expect(progressPhrase({ type: 'queued', position: 2 }, phrases('de'))).toMatch(/Platz 2/);
    expect(progressPhrase({ type: 'delta', text: 'x' }, phrases('en'))).toBeUndefined();
  });
});
