import { describe, expect, test } from '@jest/globals';
import { CATALOGUE } from '../../../src/models/catalogue.ts';
import { parseConfig } from '../../../src/config.ts';

describe('the catalogue', () => {
  test('has every name once, and each can be written into CHAT_MODEL', () => {
    const names = CATALOGUE.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(parseConfig({ CHAT_MODEL: name }).chatModel).toBe(name);
  });

  test.each(CATALOGUE.map((model) => [model.name, model] as const))('%s says what it takes to use it', (_, model) => {
    expect(model.description).toMatch(/^[A-Z].*\.$/);
    expect(model.licence.url).toMatch(/^https:/);
    expect(model.memoryBytes).toBeGreaterThan(model.bytes);
    expect(model.files[0].path).toMatch(model.kind === 'chat' ? /\.gguf$/ : /\.onnx$/);
  });

  test('a package carries one file whose sha256 is known: no hub vouches for it', () => {
    for (const { files, origins } of CATALOGUE) {
      if (!origins.some(({ kind }) => kind === 'package')) continue;
      expect(files).toHaveLength(1);
      expect(files[0].sha256).toMatch(/^[0-9a-f]{64}$/);
    }
  });
});
