import { describe, expect, test } from '@jest/globals';
import { shapeDifferences, shapeOf } from '../../../src/doctor/shape.ts';

const differences = (real: unknown, model: unknown) => shapeDifferences(shapeOf(real), shapeOf(model));

const MESSAGE = {
  id: '1',
  author: { id: '2', bot: true, avatar: null },
  mentions: [{ id: '3', name: 'a' }, { id: '4' }],
  flags: 4,
};

describe('how a real answer differs from that of the sandbox', () => {
  test('is nothing where fields and types are the same, whatever they hold', () => {
    expect(differences(MESSAGE, { ...MESSAGE, id: '9', mentions: [{ id: '5', name: 'b' }] })).toEqual([]);
    expect(differences(undefined, undefined)).toEqual([]);
  });

  test('is told of fields and types at any depth, once for what is absent as a whole', () => {
    const model = {
      ...MESSAGE,
      flags: '4',
      author: { id: 2, avatar: null, bot: true, banner: 'x' },
      tts: false,
    };
    expect(differences({ ...MESSAGE, poll: { question: { text: 'a' } } }, model)).toEqual([
      'The sandbox lacks poll.',
      'Only the sandbox has author.banner.',
      'Only the sandbox has tts.',
      'author.id is of type string, in the sandbox of type number.',
      'flags is of type number, in the sandbox of type string.',
    ]);
    expect(differences([{ a: { b: 1 } }], [{ a: { c: 1 } }])).toEqual([
      'The sandbox lacks [].a.b.',
      'Only the sandbox has [].a.c.',
    ]);
    expect(differences([], {})).toEqual(['The answer is of type list, in the sandbox of type object.']);
  });

  test('is not told of what is empty or nothing on one side', () => {
    expect(differences({ ...MESSAGE, mentions: [] }, MESSAGE)).toEqual([]);
    expect(differences({ ...MESSAGE, author: null }, MESSAGE)).toEqual([]);
    const avatar = { ...MESSAGE, author: { ...MESSAGE.author, avatar: 'abc' } };
    expect(differences(avatar, MESSAGE)).toEqual([]);
  });
});
