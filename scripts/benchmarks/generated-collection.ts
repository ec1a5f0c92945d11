import { join } from 'node:path';
import type { Config } from '../../src/config.ts';
import { UsageError } from '../../src/errors.ts';
import { ArticleGenerator, type GeneratedArticle } from '../../src/evaluation/generate-articles.ts';
import { seededRandom } from '../../src/evaluation/statistics.ts';
import { writeArticles } from '../../src/evaluation/write-articles.ts';
import { Library } from '../../src/library/library.ts';
import { contentWords } from '../../src/text/stop-words.ts';
import { wordsOf } from '../../src/text/words.ts';

/** Collections of any size, made from the texts of the library, and questions about them. */

/** About as many sentences of a generated article fill a passage. */
const SENTENCES_PER_PASSAGE = 12;

const WORDS_PER_QUESTION = 5;

/**
 * Writes articles into a folder below `folder`.
 * @param passages how many they fill, about
 * @param sentences of 17 words in each article
 * @returns the folder to give to `reindex`
 * @throws UsageError where the library has no texts to make them from
 */
export function writeGeneratedArticles(
  folder: string,
  passages: number,
  sentences: number,
  config: Config,
): string {
  const count = Math.ceil(passages / Math.max(1, sentences / SENTENCES_PER_PASSAGE));
  const articles = join(folder, 'articles');
  writeArticles(articles, generated(count, sentences, textsOf(config)));
  return articles;
}

function* generated(count: number, sentences: number, texts: readonly string[]): Generator<GeneratedArticle> {
  const generator = new ArticleGenerator(texts, 1);
  for (let number = 0; number < count; number++) yield generator.article(number, sentences);
}

function textsOf({ dataDir }: Config): string[] {
  const library = Library.open(dataDir);
  try {
    const ids = new Set(library.changesAfter(0, 100_000).map(({ articleId }) => articleId));
    const texts = [...library.articles(ids).values()].map(({ text }) => text);
    if (texts.length === 0)
      throw new UsageError(
        'The library is empty; run `npm run reindex` first, the benchmark makes its articles from yours.',
      );
    return texts;
  } finally {
    library.close();
  }
}

/** Questions of a few content words that occur together in one article of the library. */
export function questionsAbout(config: Config, count: number): string[] {
  const random = seededRandom(2);
  const library = Library.open(config.dataDir);
  try {
    const ids = library.changesAfter(0, 2000).map(({ articleId }) => articleId);
    const articles = [...library.articles(ids).values()];
    return Array.from({ length: count }, () => {
      const article = articles[Math.floor(random() * articles.length)];
      const words = contentWords(wordsOf(article?.text ?? ''), article?.language ?? 'en');
      const start = Math.floor(random() * Math.max(1, words.length - WORDS_PER_QUESTION));
      return words.slice(start, start + WORDS_PER_QUESTION).join(' ');
    });
  } finally {
    library.close();
  }
}
