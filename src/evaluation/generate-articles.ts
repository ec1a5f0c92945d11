import { seededRandom } from './statistics.ts';

/**
 * Articles for measuring speed at sizes that no sample collection has: chains of words in which each pair of
 * neighbours occurs in real articles (a Markov chain of order one). Their words are as frequent as in the originals,
 * which is what the index's speed depends on; they mean nothing.
 */

export interface GeneratedArticle {
  readonly id: string;
  readonly title: string;
  readonly outlet: string;
  readonly published: string;
  readonly text: string;
}

const WORDS_PER_SENTENCE = 17;

export class ArticleGenerator {
  readonly #followers = new Map<string, string[]>();
  readonly #random: () => number;
  readonly #starts: string[] = [];

  /** @param texts real texts that the chain is made of */
  constructor(texts: readonly string[], seed: number) {
    this.#random = seededRandom(seed);
    for (const text of texts) {
      const words = text.split(/\s+/).filter((word) => word !== '');
      words.forEach((word, index) => {
        const next = words[index + 1];
        if (next === undefined) return;
        if (/^\p{Lu}/u.test(word)) this.#starts.push(word);
        const followers = this.#followers.get(word);
        if (followers === undefined) this.#followers.set(word, [next]);
        else followers.push(next);
      });
    }
  }

  /** @param sentenceCount sentences of 17 words; about 12 fill a passage */
  article(number: number, sentenceCount: number): GeneratedArticle {
    const sentences = Array.from({ length: sentenceCount }, () => this.#sentence());
    const day = new Date(Date.UTC(2010, 0, 1 + (number % 5000)));
    return {
      id: String(number),
      title: this.#sentence().slice(0, 80),
      outlet: `Outlet ${String(number % 40)}`,
      published: day.toISOString().slice(0, 10),
      text: sentences.join(' '),
    };
  }

  #sentence(): string {
    const words: string[] = [];
    let word = this.#pick(this.#starts);
    while (words.length < WORDS_PER_SENTENCE) {
      words.push(word.replace(/[.!?]+$/, ''));
      word = this.#pick(this.#followers.get(word) ?? this.#starts);
    }
    return `${words.join(' ')}.`;
  }

  #pick(from: readonly string[]): string {
    return from[Math.floor(this.#random() * from.length)] ?? '';
  }
}
