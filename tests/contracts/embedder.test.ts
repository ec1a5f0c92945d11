import { afterEach } from '@jest/globals';
import { FakeEmbeddings, SyntheticEmbeddings } from '@langchain/core/utils/testing';
import { parseConfig } from '../../src/config.ts';
import { OnnxEmbeddings } from '../../src/models/embedders/onnx-embeddings.ts';
import { ServedEmbeddings } from '../../src/models/embedders/served-embeddings.ts';
import { openEmbedder } from '../../src/models/open-embedder.ts';
import { FakeOnnxProcess } from '../support/models/fake-onnx-process.ts';
import { LoopbackOllama } from '../support/models/loopback-ollama.ts';
import { LoopbackOpenAi } from '../support/models/loopback-openai.ts';
import { embedderContract } from './embedder-contract.ts';

const PLAIN = { queryPrefix: '', passagePrefix: '' };
const started: (LoopbackOllama | LoopbackOpenAi)[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});

embedderContract('builtin', async () => {
  const { embeddings, identity } = await openEmbedder('builtin', parseConfig({}));
  return { embeddings, dimensions: identity.dimensions, tellsTextsApart: true };
});

embedderContract('hf, with a process that stands in for the model', () => {
  const process = new FakeOnnxProcess();
  return Promise.resolve({
    embeddings: new OnnxEmbeddings(process, { ...PLAIN, pooling: 'mean' }, 5),
    dimensions: 5,
    tellsTextsApart: true,
    breakIt: () => {
      process.broken = true;
    },
  });
});

embedderContract('ollama', async () => {
  const server = new LoopbackOllama();
  started.push(server);
  const config = parseConfig({ OLLAMA_BASE_URL: await server.start() });
  const { embeddings, identity } = await openEmbedder('ollama:nomic-embed-text', config);
  return {
    embeddings,
    dimensions: identity.dimensions,
    tellsTextsApart: true,
    breakIt: () => {
      server.embedStatus = 500;
    },
  };
});

embedderContract('openai', async () => {
  const server = new LoopbackOpenAi();
  started.push(server);
  const config = parseConfig({ OPENAI_BASE_URL: `${await server.start()}/v1` });
  const { embeddings, identity } = await openEmbedder('openai:e5-small', config);
  return {
    embeddings,
    dimensions: identity.dimensions,
    tellsTextsApart: true,
    breakIt: () => {
      server.embedStatus = 500;
    },
  };
});

embedderContract("LangChain's FakeEmbeddings as a provider", () =>
  Promise.resolve({
    embeddings: new ServedEmbeddings(new FakeEmbeddings(), PLAIN, (reason) => `It failed (${reason}).`),
    dimensions: 4,
    tellsTextsApart: false,
  }),
);

embedderContract("LangChain's SyntheticEmbeddings as a provider", () =>
  Promise.resolve({
    embeddings: new ServedEmbeddings(
      new SyntheticEmbeddings({ vectorSize: 16 }),
      PLAIN,
      (reason) => `It failed (${reason}).`,
    ),
    dimensions: 16,
    tellsTextsApart: true,
  }),
);
