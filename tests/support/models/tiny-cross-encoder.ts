import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onnxFile } from './onnx-file.ts';

/**
 * Makes a cross-encoder that counts: its score is the number of pairs of equal tokens, one in the question and one in
 * the passage. It knows the given words and takes every other one for the same unknown word.
 */
export function writeTinyCrossEncoder(folder: string, words: readonly string[], labels = 1): void {
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  writeFileSync(
    join(folder, 'onnx', 'model.onnx'),
    onnxFile({
      inputs: ['input_ids', 'attention_mask', 'token_type_ids'],
      axes: { first: [1], second: [2], both: [1, 2] },
      nodes: [
        { op: 'Unsqueeze', inputs: ['input_ids', 'second'], output: 'down' },
        { op: 'Unsqueeze', inputs: ['input_ids', 'first'], output: 'across' },
        { op: 'Equal', inputs: ['down', 'across'], output: 'equal' },
        { op: 'Cast', inputs: ['equal'], output: 'pairs', integers: { to: 1 } },
        { op: 'Cast', inputs: ['attention_mask'], output: 'mask', integers: { to: 1 } },
        { op: 'Cast', inputs: ['token_type_ids'], output: 'passage', integers: { to: 1 } },
        { op: 'Sub', inputs: ['mask', 'passage'], output: 'question' },
        { op: 'Unsqueeze', inputs: ['question', 'second'], output: 'rows' },
        { op: 'Unsqueeze', inputs: ['passage', 'first'], output: 'columns' },
        { op: 'Mul', inputs: ['pairs', 'rows'], output: 'of_question' },
        { op: 'Mul', inputs: ['of_question', 'columns'], output: 'of_both' },
        { op: 'ReduceSum', inputs: ['of_both', 'both'], output: 'count', integers: { keepdims: 0 } },
        { op: 'Unsqueeze', inputs: ['count', 'first'], output: 'score' },
        ...(labels === 1
          ? [{ op: 'Identity', inputs: ['score'], output: 'logits' }]
          : [{ op: 'Concat', inputs: ['score', 'score'], output: 'logits', integers: { axis: 1 } }]),
      ],
      output: 'logits',
    }),
  );
  const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'];
  const json = (name: string, value: unknown): void => {
    writeFileSync(join(folder, name), JSON.stringify(value));
  };
  json('config.json', {
    model_type: 'bert',
    architectures: ['BertForSequenceClassification'],
    id2label: Object.fromEntries(Array.from({ length: labels }, (_, label) => [label, `LABEL_${String(label)}`])),
  });
  json('tokenizer_config.json', { tokenizer_class: 'BertTokenizer', model_max_length: 512, pad_token: '[PAD]' });
  json('tokenizer.json', {
    version: '1.0',
    added_tokens: special.map((content, id) => ({ id, content, special: true })),
    normalizer: { type: 'BertNormalizer', lowercase: true, clean_text: true, handle_chinese_chars: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    post_processor: { type: 'BertProcessing', sep: ['[SEP]', 3], cls: ['[CLS]', 2] },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries([...special, ...words].map((word, id) => [word, id])),
    },
  });
}
