import { describe, expect, test } from '@jest/globals';
import { OnnxEmbeddings } from '../../../../src/models/embedders/onnx-embeddings.ts';
import { FakeOnnxProcess } from '../../../support/models/fake-onnx-process.ts';

const E5 = { pooling: 'mean', queryPrefix: 'query: ', passagePrefix: 'passage: ' } as const;

describe('ONNX embeddings', () => {
  test('put the prefix of questions before questions and that of passages before passages', async () => {
    const process = new FakeOnnxProcess();
    const embeddings = new OnnxEmbeddings(process, E5, 5);
    await embeddings.embedQuery('Wer?');
    await embeddings.embedDocuments(['Der Turm.', 'Die Brücke.']);
    expect(process.texts).toEqual(['query: Wer?', 'passage: Der Turm.', 'passage: Die Brücke.']);
  });

  test('refuse vectors of other dimensions than the index was made for', async () => {
    const embeddings = new OnnxEmbeddings(new FakeOnnxProcess(), E5, 384);
    await expect(embeddings.embedQuery('Wer?')).rejects.toThrow('Its config.json does not belong to its ONNX file.');
  });
});
