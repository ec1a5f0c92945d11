import { describe, expect, test } from '@jest/globals';
import { questionStems, understand } from '../../../src/retrieval/understand.ts';
import { hash32 } from '../../../src/text/hash.ts';

describe('a question', () => {
  test('is known by its language and by the words that carry it', () => {
    expect(understand({ text: 'Why did Meta publish Llama openly?' })).toMatchObject({
      text: 'Why did Meta publish Llama openly?',
      language: 'en',
      frame: 'en',
      content: ['meta', 'publish', 'llama', 'openly'],
    });
    expect(understand({ text: 'Warum hat Meta Llama veröffentlicht?' })).toMatchObject({
      language: 'de',
      frame: 'de',
      content: ['meta', 'llama', 'veröffentlicht'],
    });
  });

  test('is answered in the language that was asked for, whatever it is written in', () => {
    expect(understand({ text: 'Why did Meta publish Llama?', frame: 'de' })).toMatchObject({
      language: 'en',
      frame: 'de',
    });
  });

  test('in another language or in none is answered in English', () => {
    expect(understand({ text: 'Pourquoi est-ce que Meta a publié le modèle ?' })).toMatchObject({
      language: 'fr',
      frame: 'en',
    });
    expect(understand({ text: 'Llama 2' })).toMatchObject({
      language: 'und',
      frame: 'en',
      content: ['llama', '2'],
    });
  });

  test('of nothing but function words keeps them, so that there is something to search', () => {
    expect(understand({ text: 'Who is it?' }).content).toEqual(['who', 'is', 'it']);
  });

  test('without a word is understood as nothing', () => {
    const question = understand({ text: '?! 🤔' });
    expect(question.content).toEqual([]);
    expect(question.grams.size).toBe(0);
  });

  test('spreads the weight of a word over its 4-grams, however often it is said', () => {
    const question = understand({ text: 'Why the model and the model?' });
    expect([...question.grams.values()]).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect(question.functionGrams.size).toBeGreaterThan(0);
  });

  test('is searched without what it says about itself', () => {
    const question = understand({ text: 'According to the article, which of the following is a model?' });
    expect(question.plain).toBe('Which is a model?');
    expect(question.content).toEqual(['model']);
  });

  test('has stems in the language of the passages, each once', () => {
    const question = understand({ text: 'Which models did the model makers release?' });
    expect(questionStems(question, 'en').stems).toEqual(['model', 'maker', 'releas']);
    expect(questionStems(question, 'en').hashes).toEqual(['model', 'maker', 'releas'].map(hash32));
    expect(questionStems(question, 'und').stems).toEqual(['models', 'model', 'makers', 'release']);
  });
});
