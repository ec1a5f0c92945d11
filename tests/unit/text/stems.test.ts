import { describe, expect, test } from '@jest/globals';
import { stemsOf } from '../../../src/text/stems.ts';

describe('stems', () => {
  test('bring the forms of a word together', () => {
    expect(new Set(stemsOf(['release', 'released', 'releases', 'releasing'], 'en')).size).toBe(1);
    expect(new Set(stemsOf(['modell', 'modelle', 'modellen', 'modells'], 'de')).size).toBe(1);
  });

  test('are the same when they are asked for again, and in each language its own', () => {
    const first = stemsOf(['publishing', 'handies'], 'en');
    expect(stemsOf(['publishing', 'handies'], 'de')).not.toEqual(first);
    expect(stemsOf(['publishing', 'handies'], 'en')).toEqual(first);
  });

  test('of an unknown language are the words themselves', () => {
    expect(stemsOf(['wörter', 'words'], 'und')).toEqual(['wörter', 'words']);
    expect(stemsOf(['words'], 'xx')).toEqual(['words']);
  });

  test('stand one for each word, in order', () => {
    expect(stemsOf(['models', 'a', 'models'], 'en')).toHaveLength(3);
    expect(stemsOf([], 'en')).toEqual([]);
  });
});
