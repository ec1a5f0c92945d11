import { describe, expect, test } from '@jest/globals';
import { holdsWanted, isOfOtherVersion, wantedKind } from '../../../src/answering/wanted-kind.ts';

describe('what a question asks for', () => {
  test.each([
    ['When was Llama 3 published?', 'date'],
    ['Wann hat Meta Llama 3 veröffentlicht?', 'date'],
    ['In welchem Jahr war das?', 'date'],
    ['How many parameters does it have?', 'number'],
    ['Wie hoch war die Strafe?', 'number'],
    ['Why did Meta publish Llama?', null],
    ['Wer fand das Wiewort?', null],
  ])('%s: %s', (question, kind) => {
    expect(wantedKind(question)).toBe(kind);
  });

  test.each([
    ['When was Llama 3 published?', 'Meta published it in April.', true],
    ['When was Llama 3 published?', 'Meta published it in 2024.', true],
    ['When was Llama 3 published?', 'Meta published Llama 3.', false],
    ['When was Llama 3 published?', 'Llama 2 was better than others.', false],
    ['Wie viele Größen hat Llama 3?', 'Es gibt zwei Größen.', true],
    ['Wie viele Menschen kamen?', 'In die Halle 5 kamen viele.', true],
    ['Why did they publish it?', 'They published it in 2024.', false],
  ])('%s is answered by "%s": %s', (question, sentence, expected) => {
    expect(holdsWanted(wantedKind(question), question, sentence)).toBe(expected);
  });
});

describe('a sentence on another version', () => {
  test.each([
    ['Wann kam Llama 3?', 'Llama 2 schlägt die anderen Modelle.', true],
    ['Wann kam Llama 3?', 'Llama 3 schlägt Llama 2.', false],
    ['Wann kam Llama 3?', 'Das Modell kam im April.', false],
    ['What can GPT-4 do?', 'GPT-3 wrote poems.', true],
    ['What happened in May 3 years ago?', 'In May 5 people left.', false],
    ['What can Llama do?', 'Llama 2 writes.', false],
  ])('%s / %s: %s', (question, sentence, expected) => {
    expect(isOfOtherVersion(question, sentence)).toBe(expected);
  });
});
