import { ArticleGenerator, type GeneratedArticle } from './generate-articles.ts';
import { seededRandom } from './statistics.ts';

/**
 * Articles of many topics: those of one topic are made from the same few texts, so that words occur together as they
 * do in news, and passages have neighbours. For measuring what a search misses, which a collection without topics
 * would hide or overstate.
 */

const TEXTS_PER_TOPIC = 30;
const ARTICLES_PER_TOPIC = 100;

/** @param texts real texts, of one language */
export function* topicalArticles(
  texts: readonly string[],
  count: number,
  sentences: number,
  seed: number,
): Generator<GeneratedArticle> {
  const random = seededRandom(seed);
  for (let first = 0; first < count; first += ARTICLES_PER_TOPIC) {
    const chosen = Array.from(
      { length: TEXTS_PER_TOPIC },
      () => texts[Math.floor(random() * texts.length)] ?? '',
    );
    const generator = new ArticleGenerator(chosen, seed + first);
    for (let number = first; number < Math.min(count, first + ARTICLES_PER_TOPIC); number++) {
      yield generator.article(number, sentences);
    }
  }
}
