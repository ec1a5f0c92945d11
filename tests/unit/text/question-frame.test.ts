import { describe, expect, test } from '@jest/globals';
import { withoutFrame } from '../../../src/text/question-frame.ts';

describe('a question without its frame', () => {
  test.each([
    ['According to the passage, who won the race?', 'Who won the race?'],
    ['Based on the information given in the article, where is the harbour?', 'Where is the harbour?'],
    ['Which of the following statements about the harbour is true?', 'Which about the harbour is true?'],
    ['What does the area described in the text lack?', 'What does the area lack?'],
    ['Wer hat laut Text das Rennen gewonnen?', 'Wer hat das Rennen gewonnen?'],
    ['Wann wurde dem Abschnitt zufolge der Hafen gebaut?', 'Wann wurde der Hafen gebaut?'],
    ['Welche der folgenden Aussagen über den Hafen ist falsch?', 'Welche über den Hafen ist falsch?'],
    ['Was wird im Artikel über den Hafen gesagt?', 'Was wird über den Hafen gesagt?'],
  ])('%s', (question, plain) => {
    expect(withoutFrame(question)).toBe(plain);
  });

  test.each([
    'Who wrote the article on harbours?',
    'What happened following the accident?',
    'When was the passage of the bill delayed?',
    'Was steht in dem Artikelgesetz?',
    'In the article’s title, who wins?',
    'Welche Texte las er?',
    '',
  ])('is left alone where the words are its subject: %s', (question) => {
    expect(withoutFrame(question)).toBe(question);
  });
});
