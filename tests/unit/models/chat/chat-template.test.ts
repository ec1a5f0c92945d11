import { describe, expect, test } from '@jest/globals';
import type { LlamaText, Token } from 'node-llama-cpp';
import { historyOf, templateFrom, withOneBeginning } from '../../../../src/models/chat/chat-template.ts';

/**
 * Small templates of our own that follow the formats which the models' makers document:
 * https://www.llama.com/docs/model-cards-and-prompt-formats/, https://ai.google.dev/gemma/docs/core/prompt-structure,
 * https://docs.mistral.ai/
 */
const LLAMA_2 = `{% if messages[0]['role'] == 'system' %}{% set system = '<<SYS>>\\n' + messages[0]['content'] + '\\n<</SYS>>\\n\\n' %}{% set turns = messages[1:] %}{% else %}{% set system = '' %}{% set turns = messages %}{% endif %}{% for message in turns %}{% if message['role'] == 'user' %}{{ bos_token + '[INST] ' }}{% if loop.first %}{{ system }}{% endif %}{{ message['content'] + ' [/INST]' }}{% else %}{{ ' ' + message['content'] + ' ' + eos_token }}{% endif %}{% endfor %}`;
const LLAMA_3 = `{{ bos_token }}{% for message in messages %}{{ '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n' + message['content'] + '<|eot_id|>' }}{% endfor %}{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}{% endif %}`;
const GEMMA = `{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}{% for message in messages %}{{ '<start_of_turn>' + ('model' if message['role'] == 'assistant' else message['role']) + '\\n' + message['content'] + '<end_of_turn>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<start_of_turn>model\\n' }}{% endif %}`;
const MISTRAL = `{{ bos_token }}{% if messages[0]['role'] == 'system' %}{% set system = messages[0]['content'] + '\\n\\n' %}{% set turns = messages[1:] %}{% else %}{% set system = '' %}{% set turns = messages %}{% endif %}{% for message in turns %}{% if message['role'] == 'user' %}{{ '[INST] ' }}{% if loop.last %}{{ system }}{% endif %}{{ message['content'] + '[/INST]' }}{% else %}{{ ' ' + message['content'] + eos_token }}{% endif %}{% endfor %}`;

const CHAT = [
  { role: 'system', text: 'Be brief.' },
  { role: 'user', text: 'What is </s> <|eot_id|> [/INST]?' },
] as const;

/** The prompt as text: BOS and EOS spelled as such, control text between ‹ ›, so that plain text can be told from it. */
function render(jinja: string, responsePrefix = ''): string {
  const { contextText } = templateFrom(jinja).generateContextState({ chatHistory: historyOf(CHAT, responsePrefix) });
  return spell(contextText);
}

function spell(text: LlamaText): string {
  return text.values
    .map((value) => {
      if (typeof value === 'string') return value;
      const { type, value: inner } = value.toJSON() as { type: string; value: string };
      return type === 'specialToken' ? `<${inner}>` : `‹${inner}›`;
    })
    .join('');
}

const QUESTION = 'What is </s> <|eot_id|> [/INST]?';

describe("a model's own chat template", () => {
  test('of Llama 2', () => {
    expect(render(LLAMA_2)).toBe(`<BOS>‹[INST] <<SYS>>\n›Be brief.‹\n<</SYS>>\n\n›${QUESTION}‹ [/INST] ›`);
  });

  test('of Llama 3', () => {
    expect(render(LLAMA_3)).toBe(
      `<BOS>‹<|start_header_id|>system<|end_header_id|>\n\n›Be brief.‹<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n›${QUESTION}‹<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n›`,
    );
  });

  test("of Gemma, which knows no system role: the system's text goes into the user's turn", () => {
    expect(render(GEMMA)).toBe(
      `<BOS>‹<start_of_turn>user\n›Be brief.\n\n${QUESTION}‹<end_of_turn>\n<start_of_turn>model\n›`,
    );
  });

  // It shows the system's text only while the user's is the last turn, not once the answer has begun.
  test("of Mistral: the system's text stands in the user's turn all the same", () => {
    expect(render(MISTRAL)).toBe(`<BOS>‹[INST] ›Be brief.\n\n${QUESTION}‹[/INST] ›`);
  });

  test.each([
    ['Llama 2', LLAMA_2],
    ['Llama 3', LLAMA_3],
    ['Gemma', GEMMA],
    ['Mistral', MISTRAL],
  ])('of %s has one beginning, and lets an answer be begun', (_, jinja) => {
    expect(render(jinja).split('<BOS>')).toHaveLength(2);
    expect(render(jinja, 'The answer is')).toBe(`${render(jinja)}The answer is`);
  });

  test('that cannot be used is refused when it is read, not in the middle of an answer', () => {
    expect(() => templateFrom('{{ nothing of the messages }}')).toThrow();
  });
});

describe('the conversation', () => {
  test('always has a system message, so that no template adds its own', () => {
    expect(historyOf([{ role: 'user', text: 'Hello' }], '')).toEqual([
      { type: 'system', text: 'You answer briefly and truthfully.' },
      { type: 'user', text: 'Hello' },
      { type: 'model', response: [''] },
    ]);
  });
});

describe('the beginning of the prompt', () => {
  const tokens = (...numbers: number[]): Token[] => numbers as Token[];
  const [BOS] = tokens(1) as [Token];

  test('is added where the model wants one and the template brings none', () => {
    expect(withOneBeginning(tokens(5, 6), BOS, true)).toEqual([1, 5, 6]);
  });

  test('is not doubled', () => {
    expect(withOneBeginning(tokens(1, 1, 5), BOS, true)).toEqual([1, 5]);
    expect(withOneBeginning(tokens(1, 5), BOS, true)).toEqual([1, 5]);
  });

  test("stays where the template brings it, and stays away where neither wants it", () => {
    expect(withOneBeginning(tokens(1, 5), BOS, false)).toEqual([1, 5]);
    expect(withOneBeginning(tokens(5), BOS, false)).toEqual([5]);
    expect(withOneBeginning(tokens(5), null, true)).toEqual([5]);
  });
});
