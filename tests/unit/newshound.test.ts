import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Answer, type AnswerEvent, MOST_QUESTION_LENGTH } from '../../src/domain/answer.ts';
import { BusyError, ModelError, UsageError } from '../../src/errors.ts';
import { builtinEmbedder } from '../../src/models/embedders/builtin.ts';
import type { Embedder } from '../../src/models/embedders/embedder.ts';
import type { Reranker } from '../../src/models/rerankers/reranker.ts';
import { Newshound } from '../../src/newshound.ts';
import type { Explanation } from '../../src/retrieval/explain.ts';
import { Generations } from '../../src/search-index/generations.ts';
import { SqliteFile } from '../../src/storage/sqlite.ts';
import { afterThisTest, Collection, topicEmbedder, trustedEmbedder } from '../support/collection.ts';
import { SAMPLE_ARTICLES } from '../support/sample-articles.ts';
import { ScriptedChat } from '../support/scripted-chat.ts';

function newshoundOf(
  collection: Collection,
  {
    chat = null,
    embedder = builtinEmbedder,
    reranker = null,
  }: { chat?: ScriptedChat | null; embedder?: Embedder; reranker?: Reranker | null } = {},
): Newshound {
  const newshound = new Newshound({
    dataDir: collection.dataDir,
    maxDocumentMb: 20,
    answerTokens: 200,
    library: collection.library,
    index: collection.closedIndex(embedder),
    embedder,
    chat,
    reranker,
    rerankMs: 10_000,
  });
  return newshound;
}

async function ask(newshound: Newshound, text: string): Promise<Answer> {
  const events: AnswerEvent[] = [];
  for await (const event of newshound.ask({ text })) events.push(event);
  const last = events.at(-1);
  if (last?.type !== 'final') throw new Error('no answer came last');
  return last.answer;
}

const QUESTION = 'How many parameters does Llama 2 have?';
const SENTENCE = 'The model comes in three sizes, with 7, 13 and 70 billion parameters.';

/** What makes a file long enough to be an article. */
const FILLER = `The rest of ${'this report tells at length of other things, '.repeat(8)}and ends here.`;

/** Writes a file that reindex reads. */
function writeArticle(collection: Collection, name: string, title: string, text: string): void {
  writeFileSync(
    join(collection.dataDir, 'articles', name),
    `---\ntitle: ${title}\noutlet: The Test Wire\n---\n\n${text}\n\n${FILLER}\n`,
  );
}

/** Waits until something is so; fails by the test's own limit. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await delay(10);
}

describe('an explanation', () => {
  test('is told of the very search that is answered from', async () => {
    const asked: string[] = [];
    const known = topicEmbedder('builtin', [['llama', 'parameters']]);
    const counting: Embedder = {
      ...known,
      embeddings: {
        embedDocuments: (texts) => known.embeddings.embedDocuments(texts),
        embedQuery: (text) => {
          asked.push(text);
          return known.embeddings.embedQuery(text);
        },
      },
    };
    const newshound = newshoundOf(new Collection(SAMPLE_ARTICLES), { embedder: counting });
    await newshound.prepare();
    asked.length = 0;
    const told: Explanation[] = [];
    for await (const event of newshound.ask({ text: QUESTION }, { onExplained: (one) => told.push(one) })) {
      if (event.type === 'final') expect(event.answer.kind).toBe('answered');
    }
    expect(asked).toEqual([QUESTION]);
    expect(told.map(({ verdict }) => verdict)).toEqual(['enough']);
    expect(told[0]?.passages[0]?.title).toBe(SAMPLE_ARTICLES['llama.md'].title);
  });
});

describe('a reranker', () => {
  /** Likes passages that speak of a certain thing. */
  const fond = (of: string, closed: string[] = []): Reranker => ({
    id: 'fond',
    scores: (_question, passages) => Promise.resolve(passages.map((text) => (text.includes(of) ? 1 : 0))),
    warmUp: () => Promise.resolve(),
    close: () => Promise.resolve(void closed.push('closed')),
  });
  const articles = {
    'a.md': { title: 'A', text: 'The bridge of Arden was opened in May by the mayor.' },
    'b.md': { title: 'B', text: 'The bridge of Belling was opened in June by the minister.' },
  };

  test('decides which passage comes first, is named in the status and closed with the rest', async () => {
    const closed: string[] = [];
    for (const [name, title] of [
      ['mayor', 'A'],
      ['minister', 'B'],
    ] as const) {
      const newshound = newshoundOf(new Collection(articles), { reranker: fond(name, closed) });
      await newshound.prepare();
      expect(newshound.status().reranker).toBe('fond');
      const { passages, reranking } = await newshound.search('When was the bridge opened?');
      expect(reranking.outcome).toBe('reranked');
      expect(passages[0]?.article.title).toBe(title);
      expect((await ask(newshound, 'When was the bridge opened?')).reranking).toBe('reranked');
      await newshound.close();
    }
    expect(closed).toEqual(['closed', 'closed']);
  });

  test('that cannot be loaded harms no answer', async () => {
    const broken: Reranker = {
      ...fond('mayor'),
      scores: () => Promise.reject(new ModelError('It is broken.')),
      warmUp: () => Promise.reject(new ModelError('It is broken.')),
    };
    const newshound = newshoundOf(new Collection(articles), { reranker: broken });
    await newshound.prepare();
    const answer = await ask(newshound, 'When was the bridge opened?');
    expect(answer).toMatchObject({ kind: 'answered', reranking: 'failed' });
  });
});

describe('a question', () => {
  test.each([
    ['nothing', '', 'The question is empty. Please write what you would like to know.'],
    ['white space', ' \n\t ', 'The question is empty.'],
    ['control and invisible characters', '\u0000\u0007\u200b\u202e\u00ad', 'The question is empty.'],
    [
      '10,000 characters',
      'why '.repeat(2500),
      `The question has 9999 characters; please use ${String(MOST_QUESTION_LENGTH)} at most.`,
    ],
  ])('of %s is refused in a sentence', async (_what, text, sentence) => {
    const newshound = newshoundOf(new Collection(SAMPLE_ARTICLES));
    await newshound.prepare();
    await expect(ask(newshound, text)).rejects.toBeInstanceOf(UsageError);
    await expect(ask(newshound, text)).rejects.toThrow(sentence);
  });

  test('that is too long is refused in the language in which it is asked', async () => {
    const newshound = newshoundOf(new Collection(SAMPLE_ARTICLES));
    await newshound.prepare();
    const text = `Warum hat ${'das Modell '.repeat(100)}?`;
    await expect(ask(newshound, text)).rejects.toThrow(
      /^Die Frage hat \d+ Zeichen; bitte nimm höchstens 1000\.$/,
    );
  });

  test('with control characters in it is asked without them', async () => {
    const newshound = newshoundOf(new Collection(SAMPLE_ARTICLES));
    await newshound.prepare();
    const answer = await ask(
      newshound,
      'How many\u0000 para\u00admeters\u001b does\r\nLla\u200bma 2\u202e have?',
    );
    expect(answer.citations[0]?.quote).toBe(SENTENCE);
  });

  test('reaches the model as it was cleaned', async () => {
    const chat = new ScriptedChat({ pieces: [SENTENCE] });
    const newshound = newshoundOf(new Collection(SAMPLE_ARTICLES), { chat });
    await newshound.prepare();
    expect(await ask(newshound, '  How many para\u00admeters\n\ndoes Llama 2 have? ')).toMatchObject({
      model: 'scripted',
    });
    expect(chat.model.prompts[0]).toContain('Question: How many parameters does Llama 2 have?\n');
  });

  test('can be asked in many ways at once', async () => {
    const newshound = newshoundOf(new Collection(SAMPLE_ARTICLES));
    await newshound.prepare();
    const questions = [
      QUESTION,
      'When will Parse shut down?',
      'Wer sagte etwas vom Verband der Entwickler?',
      QUESTION,
    ];
    const answers = await Promise.all(questions.map((question) => ask(newshound, question)));
    expect(answers.map(({ kind }) => kind)).not.toContain('no-evidence');
    expect(answers[3]?.text).toBe(answers[0]?.text);
  });
});

describe('the first start', () => {
  test('reads the articles and builds the index', async () => {
    const collection = new Collection();
    writeArticle(collection, 'llama.md', 'Llama 2', SENTENCE);
    const newshound = newshoundOf(collection);
    const stages = new Set<string>();
    await newshound.prepare({ onProgress: ({ stage }) => stages.add(stage) });
    expect([...stages]).toEqual(['reading', 'words']);
    expect((await ask(newshound, QUESTION)).text).toContain(SENTENCE);
    expect(newshound.status()).toMatchObject({
      passages: 1,
      embedder: 'builtin',
      chatModel: null,
      upToDate: true,
    });
    expect(newshound.status().coverage).toMatchObject({ articles: 1, outlets: ['The Test Wire'] });
  });

  test('without any articles is a start all the same', async () => {
    const newshound = newshoundOf(new Collection());
    await newshound.prepare();
    expect(await ask(newshound, QUESTION)).toMatchObject({ kind: 'no-evidence', nearby: [] });
  });

  test('later ones do not read the articles again, and take up what the library has', async () => {
    const collection = new Collection(SAMPLE_ARTICLES);
    await newshoundOf(collection).prepare();
    writeArticle(collection, 'new.md', 'Unread', 'This file was not read by anybody.');
    collection.put('gemma.md', {
      title: 'Gemma',
      text: 'Google released Gemma with 2 and 7 billion parameters.',
    });
    const newshound = newshoundOf(collection);
    await newshound.prepare();
    expect((await ask(newshound, 'How many parameters has Gemma by Google?')).citations[0]?.title).toBe(
      'Gemma',
    );
    expect(newshound.status().coverage.articles).toBe(6);
  });

  test('answers from the index as it is while another process writes it', async () => {
    const collection = new Collection(SAMPLE_ARTICLES);
    await newshoundOf(collection).prepare();
    collection.put('gemma.md', { title: 'Gemma', text: 'Google released Gemma.' });
    const lock = new Generations(collection.indexDir).lock(0);
    afterThisTest(() => lock.release());
    const newshound = newshoundOf(collection);
    await newshound.prepare();
    expect(newshound.status().upToDate).toBe(false);
    expect((await ask(newshound, QUESTION)).text).toContain(SENTENCE);
  });

  test('regression: does not wait for another process to write a graph that only saves time', async () => {
    const collection = new Collection(SAMPLE_ARTICLES);
    await newshoundOf(collection).prepare();
    const name = new Generations(collection.indexDir).currentName() ?? '';
    writeFileSync(join(collection.indexDir, 'generations', name, 'vectors.json'), 'damaged');
    const lock = new Generations(collection.indexDir).lock(0);
    afterThisTest(() => lock.release());
    const newshound = newshoundOf(collection);
    await newshound.prepare();
    expect((await ask(newshound, QUESTION)).text).toContain(SENTENCE);
  });
});

describe('an index that was rolled back', () => {
  test('never answers from an article that was removed since, caught up or not', async () => {
    const collection = new Collection(SAMPLE_ARTICLES);
    const builder = await collection.openIndex();
    await builder.build(true);
    collection.remove('parse.md');
    await builder.catchUp();
    new Generations(collection.indexDir).rollback(null).close();
    const lock = new Generations(collection.indexDir).lock(0);
    const lagging = newshoundOf(collection);
    await lagging.prepare();
    expect(lagging.status()).toMatchObject({ upToDate: false, passages: 5 });
    const named = async (newshound: Newshound): Promise<string> =>
      JSON.stringify(await ask(newshound, 'When will the hosting service Parse by Facebook shut down?'));
    expect(await named(lagging)).not.toContain('Parse will shut down');
    lock.release();
    const caughtUp = newshoundOf(collection);
    await caughtUp.prepare();
    expect(caughtUp.status()).toMatchObject({ upToDate: true, passages: 4 });
    expect(await named(caughtUp)).not.toContain('Parse will shut down');
  });
});

describe('a reindex', () => {
  test('reports what was added, changed, removed and left alone, and answers follow', async () => {
    const collection = new Collection();
    writeArticle(collection, 'a.md', 'Llama 2', SENTENCE);
    writeArticle(collection, 'b.md', 'Parse', 'Parse will close on January 28 in 2017.');
    writeArticle(collection, 'c.md', 'Gemma', 'Gemma was released by Google.');
    const newshound = newshoundOf(collection);
    expect(await newshound.reindex([])).toMatchObject({
      added: 3,
      changed: 0,
      unchanged: 0,
      removed: 0,
      passages: 3,
    });

    writeArticle(collection, 'b.md', 'Parse', 'Parse will stay open after all.');
    rmSync(join(collection.dataDir, 'articles', 'c.md'));
    expect(await newshound.reindex([])).toMatchObject({
      added: 0,
      changed: 1,
      unchanged: 1,
      removed: 1,
      passages: 2,
    });
    expect((await ask(newshound, 'Will Parse stay open or close?')).text).toContain(
      'Parse will stay open after all.',
    );
    expect((await ask(newshound, 'Who released Gemma?')).kind).toBe('no-evidence');
  });

  test('indexes what is stored while it reads more', async () => {
    const collection = new Collection();
    writeArticle(collection, 'a.md', 'Llama 2', SENTENCE);
    const newshound = newshoundOf(collection);
    await newshound.reindex([]);
    for (let number = 100; number < 250; number++)
      writeArticle(
        collection,
        `${String(number)}.md`,
        `Report ${String(number)}`,
        `It is ${String(number)}.`,
      );
    const indexedAtLastFile: number[] = [];
    await newshound.reindex([], {
      onProgress: ({ stage, done, total }) => {
        if (stage === 'reading' && done === total) indexedAtLastFile.push(newshound.status().passages);
      },
    });
    expect(indexedAtLastFile[0]).toBeGreaterThan(1);
    expect(newshound.status()).toMatchObject({ passages: 151, upToDate: true });
  });

  test('rebuilds beside the old index, to which one can return', async () => {
    const collection = new Collection();
    writeArticle(collection, 'a.md', 'Llama 2', SENTENCE);
    const newshound = newshoundOf(collection);
    await newshound.reindex([]);
    const before = new Generations(collection.indexDir).currentName();
    await newshound.reindex([], { rebuild: true });
    const generations = new Generations(collection.indexDir);
    expect(generations.currentName()).not.toBe(before);
    generations.rollback(null).close();
    expect(generations.currentName()).toBe(before);
  });

  test('with another embedder builds another index', async () => {
    const collection = new Collection();
    writeArticle(collection, 'a.md', 'Llama 2', SENTENCE);
    await newshoundOf(collection).reindex([]);
    const embedder = topicEmbedder('hf:other', [['llama'], ['parse']]);
    const other = newshoundOf(collection, { embedder });
    expect(await other.reindex([])).toMatchObject({ embedder: 'hf:other', unchanged: 1, passages: 1 });
    expect((await ask(other, QUESTION)).embedder).toBe('hf:other');
  });

  test('is refused while another one runs', async () => {
    const collection = new Collection();
    const lock = collection.library.lock();
    afterThisTest(() => lock.release());
    await expect(newshoundOf(collection).reindex([])).rejects.toBeInstanceOf(BusyError);
  });

  test('frees its lock also where it fails', async () => {
    const collection = new Collection(SAMPLE_ARTICLES);
    const newshound = newshoundOf(collection);
    await expect(newshound.reindex([join(collection.folder, 'nowhere')])).rejects.toBeInstanceOf(UsageError);
    collection.library.lock().release();
  });

  test('repairs a damaged index', async () => {
    const collection = new Collection();
    writeArticle(collection, 'a.md', 'Llama 2', `${SENTENCE} `.repeat(20));
    await newshoundOf(collection).reindex([]);
    damage(collection);
    const newshound = newshoundOf(collection);
    expect(await newshound.reindex([])).toMatchObject({ unchanged: 1, passages: 2 });
    expect((await ask(newshound, QUESTION)).kind).not.toBe('no-evidence');
  });
});

/** Overwrites the inside of the current index's database. */
function damage(collection: Collection): void {
  const name = new Generations(collection.indexDir).currentName() ?? '';
  const path = join(collection.indexDir, 'generations', name, 'index.sqlite');
  const file = SqliteFile.open(path, 1000);
  file.rows('PRAGMA wal_checkpoint(TRUNCATE)');
  file.close();
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0xff, 8192, bytes.length - 4096));
}

describe('damage', () => {
  test('that a question meets is repaired, and the question is answered', async () => {
    const collection = new Collection(SAMPLE_ARTICLES);
    const newshound = newshoundOf(collection);
    await newshound.prepare();
    const before = await ask(newshound, QUESTION);
    damage(collection);
    const answers = await Promise.all([ask(newshound, QUESTION), ask(newshound, QUESTION)]);
    for (const { text, citations } of answers) {
      expect(text).toBe(before.text);
      expect(citations).toEqual(before.citations);
    }
  });

  test('that is met at the start is repaired', async () => {
    const collection = new Collection(SAMPLE_ARTICLES);
    await newshoundOf(collection).prepare();
    damage(collection);
    const newshound = newshoundOf(collection);
    await newshound.prepare();
    expect((await ask(newshound, QUESTION)).text).toContain(SENTENCE);
  });

  test('is not suspected behind the failure of a model', async () => {
    let reachable = true;
    const { embeddings } = trustedEmbedder;
    const embedder: Embedder = {
      ...trustedEmbedder,
      embeddings: {
        ...embeddings,
        embedQuery: (text) =>
          reachable
            ? embeddings.embedQuery(text)
            : Promise.reject(new ModelError('The embedder cannot be reached.')),
      },
    };
    const newshound = newshoundOf(new Collection(SAMPLE_ARTICLES), { embedder });
    await newshound.prepare();
    reachable = false;
    await expect(ask(newshound, QUESTION)).rejects.toThrow('The embedder cannot be reached.');
  });
});

describe('a running Newshound', () => {
  const noErrors = (error: unknown): void => {
    throw error;
  };

  test('answers from new, changed and removed articles soon after', async () => {
    const collection = new Collection(SAMPLE_ARTICLES);
    const newshound = newshoundOf(collection);
    await newshound.prepare();
    newshound.follow(10, noErrors);
    collection.put('gemma.md', {
      title: 'Gemma',
      text: 'Google released Gemma with 2 and 7 billion parameters.',
    });
    await until(async () =>
      (await ask(newshound, 'How many parameters has Gemma?')).text.includes('2 and 7 billion'),
    );
    collection.put('gemma.md', {
      title: 'Gemma',
      text: 'Google released Gemma with 9 and 27 billion parameters.',
    });
    await until(async () =>
      (await ask(newshound, 'How many parameters has Gemma?')).text.includes('9 and 27 billion'),
    );
    collection.remove('gemma.md');
    // At once, not only when the index has followed.
    expect((await ask(newshound, 'How many parameters has Gemma?')).text).not.toContain('Gemma');
    await newshound.close();
  });

  test('takes up an index that another process has built anew', async () => {
    const collection = new Collection(SAMPLE_ARTICLES);
    const newshound = newshoundOf(collection);
    await newshound.prepare();
    newshound.follow(10, noErrors);
    const other = collection.closedIndex();
    await other.build(true);
    const generations = new Generations(collection.indexDir);
    const current = generations.currentName();
    collection.put('gemma.md', { title: 'Gemma', text: 'Google released Gemma.' });
    await until(() =>
      Promise.resolve(other.current().generation.applied() === collection.library.lastChange()),
    );
    expect(generations.currentName()).toBe(current);
    await newshound.close();
  });

  test('tells of a failure and goes on following', async () => {
    const collection = new Collection(SAMPLE_ARTICLES);
    let works = true;
    const embedder: Embedder = {
      ...trustedEmbedder,
      embeddings: {
        ...trustedEmbedder.embeddings,
        embedDocuments: (texts) =>
          works
            ? trustedEmbedder.embeddings.embedDocuments(texts)
            : Promise.reject(new ModelError('The embedder died.')),
      },
    };
    const newshound = newshoundOf(collection, { embedder });
    await newshound.prepare();
    works = false;
    const errors: unknown[] = [];
    newshound.follow(10, (error) => errors.push(error));
    collection.put('gemma.md', { title: 'Gemma', text: 'Google released Gemma with 2 billion parameters.' });
    await until(() => Promise.resolve(errors.length > 1));
    expect(errors[0]).toMatchObject({ message: 'The embedder died.' });
    // Its words are found already.
    expect((await ask(newshound, 'How many parameters has Gemma?')).text).toContain('2 billion');
    works = true;
    await until(() => Promise.resolve(newshound.status().upToDate));
    await newshound.close();
  });

  test('stops following and closes its model when it is closed', async () => {
    const chat = new ScriptedChat({ pieces: ['x'] });
    const newshound = newshoundOf(new Collection(SAMPLE_ARTICLES), { chat });
    await newshound.prepare();
    newshound.follow(60_000, noErrors);
    await newshound.close();
    expect(chat.isClosed).toBe(true);
  });
});
