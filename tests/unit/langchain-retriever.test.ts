import { describe, expect, test } from '@jest/globals';
import { StringOutputParser } from '@langchain/core/output_parsers';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { RunnablePassthrough, RunnableSequence } from '@langchain/core/runnables';
import { FakeListChatModel } from '@langchain/core/utils/testing';
import { NewshoundRetriever } from '../../src/langchain-retriever.ts';
import { builtinEmbedder } from '../../src/models/embedders/builtin.ts';
import { Newshound } from '../../src/newshound.ts';
import { Collection } from '../support/collection.ts';
import { SAMPLE_ARTICLES } from '../support/sample-articles.ts';

const QUESTION = 'How many parameters does Llama 2 have?';

async function prepared(): Promise<Newshound> {
  const collection = new Collection(SAMPLE_ARTICLES);
  const newshound = new Newshound({
    dataDir: collection.dataDir,
    maxDocumentMb: 20,
    answerTokens: 200,
    library: collection.library,
    index: collection.closedIndex(),
    embedder: builtinEmbedder,
    chat: null,
  });
  await newshound.prepare();
  return newshound;
}

describe('the retriever for LangChain', () => {
  test("gives passages best first, with all that is known of them, cut from the article's own text", async () => {
    const newshound = await prepared();
    const documents = await new NewshoundRetriever({ newshound }).invoke(QUESTION);
    expect(documents.map(({ metadata }) => metadata.rank)).toEqual(documents.map((_, index) => index + 1));
    const scores = documents.map(({ metadata }) => metadata.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    const [first] = documents;
    expect(first?.pageContent).toContain('7, 13 and 70 billion parameters');
    expect(first?.metadata).toMatchObject({ language: 'en', verdict: 'enough' });
    expect(first?.metadata.scores.grams).toBeGreaterThan(0);
    const article = Object.values(SAMPLE_ARTICLES).find(({ title }) => title === first?.metadata.title);
    expect(article?.text.slice(first?.metadata.start, first?.metadata.end)).toBe(first?.pageContent);
  });

  test('gives no more than k, and nothing that cannot answer where only evidence is wanted', async () => {
    const newshound = await prepared();
    expect(await new NewshoundRetriever({ newshound, k: 1 }).invoke(QUESTION)).toHaveLength(1);
    const strict = new NewshoundRetriever({ newshound, onlyEvidence: true });
    expect(await strict.invoke('Who painted the ceiling of the Sistine Chapel?')).toEqual([]);
    expect((await strict.invoke(QUESTION)).length).toBeGreaterThan(0);
  });

  test("works inside a chain with somebody else's prompt and model", async () => {
    const newshound = await prepared();
    const model = new FakeListChatModel({ responses: ['Seven, 13 and 70 billion [1].'] });
    const seen: string[] = [];
    const chain = RunnableSequence.from([
      {
        context: new NewshoundRetriever({ newshound, k: 3 }).pipe((documents) =>
          documents.map(({ pageContent, metadata }) => `${metadata.title}: ${pageContent}`).join('\n\n'),
        ),
        question: new RunnablePassthrough<string>(),
      },
      ChatPromptTemplate.fromTemplate('Answer from this:\n{context}\n\nQuestion: {question}'),
      (prompt: { toString: () => string }) => {
        seen.push(prompt.toString());
        return prompt;
      },
      model,
      new StringOutputParser(),
    ]);
    expect(await chain.invoke(QUESTION)).toBe('Seven, 13 and 70 billion [1].');
    expect(seen[0]).toContain('7, 13 and 70 billion parameters');
    expect(seen[0]).toContain(QUESTION);
  });
});
