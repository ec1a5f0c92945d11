import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parseConfig, SETTINGS } from '../../src/config.ts';

interface Shown {
  readonly name: string;
  readonly default: string;
  readonly defaultShown?: string;
  readonly meaning: string;
  readonly allowed: string;
}

const settings = Object.values<Shown>(SETTINGS);

describe('settings', () => {
  test('all have defaults that are allowed', () => {
    const config = parseConfig({});
    expect(config).toMatchObject({ dataDir: 'data', indexDir: 'index', embedder: 'auto', chatModel: 'auto' });
    expect(Object.keys(config)).toHaveLength(settings.length);
  });

  test('an empty variable counts as not set', () => {
    expect(parseConfig({ DATA_DIR: '', ANSWER_TOKENS: ' ' })).toEqual(parseConfig({}));
  });

  test.each([
    ['CONTEXT_TOKENS', '100', 'a whole number from 512 to 131072'],
    ['CONTEXT_TOKENS', '4k', 'a whole number from 512 to 131072'],
    ['OLLAMA_BASE_URL', 'localhost:11434', 'an http or https URL'],
    ['OPENAI_BASE_URL', 'file:///etc/passwd', 'an http or https URL'],
    ['EMBEDDER', 'e5', 'auto, builtin, hf:<model id or folder>'],
    ['EMBEDDER', 'hf:', 'auto, builtin, hf:<model id or folder>'],
    ['CHAT_MODEL', 'my model', 'auto, none, gguf:<file>'],
    ['LOG_LEVEL', 'loud', 'debug, info, warn, error or silent'],
  ])('%s=%s is refused with the name, the value and what is allowed', (name, value, allowed) => {
    expect(() => parseConfig({ [name]: value })).toThrow(`${name} cannot be "${value}"; allowed: ${allowed}`);
  });

  test.each([
    'auto',
    'none',
    'smollm2-135m',
    'llama-3.2-3b-instruct',
    'gguf:a folder/x.gguf',
    'ollama:llama3.1:8b',
    'openai:gpt',
  ])('CHAT_MODEL=%s is allowed', (chatModel) => {
    expect(parseConfig({ CHAT_MODEL: chatModel }).chatModel).toBe(chatModel);
  });

  test('.env.example lists every setting with its default, its meaning and what is allowed', () => {
    const blocks = readFileSync('.env.example', 'utf8').trim().split('\n\n').slice(1);
    const expected = settings.map(
      (setting) =>
        `# ${setting.meaning}\n# Allowed: ${setting.allowed}.\n${setting.name}=${setting.defaultShown === undefined ? setting.default : ''}`,
    );
    expect(blocks).toEqual(expected);
  });

  test('the README lists every setting with its default and its meaning', () => {
    const rows = readFileSync('README.md', 'utf8')
      .split('\n')
      .filter((line) => /^\| `[A-Z_]+` \|/.test(line));
    const expected = settings.map((setting) => {
      const shown = setting.defaultShown ?? (setting.default === '' ? '' : `\`${setting.default}\``);
      return `| \`${setting.name}\` | ${shown} | ${setting.meaning} | ${setting.allowed} |`;
    });
    expect(rows).toEqual(expected);
  });
});
