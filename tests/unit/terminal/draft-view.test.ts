import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { DraftView } from '../../../src/terminal/draft-view.ts';
import { FakeTerminal } from '../../support/fake-terminal.ts';

describe('a draft while it is written', () => {
  test('is shown on a terminal with the stage above it, and wiped at the end', () => {
    const terminal = new FakeTerminal({ isTTY: true });
    const view = new DraftView(terminal.stream);
    view.update({ type: 'stage', stage: 'searching', articles: 31 });
    view.update({ type: 'stage', stage: 'writing', model: 'llama' });
    view.update({ type: 'delta', text: 'Meta ' });
    view.update({ type: 'delta', text: 'did it.' });
    const shown = stripVTControlCharacters(terminal.output);
    expect(shown).toContain('Searching 31 articles …');
    expect(shown).toMatch(/Writing with llama …\n[^]*Meta did it\./);
    const before = terminal.output.length;
    view.clear();
    // What is written to wipe it says nothing.
    expect(stripVTControlCharacters(terminal.output.slice(before)).trim()).toBe('');
  });

  test('is not shown where there is no terminal', () => {
    const file = new FakeTerminal({ isTTY: false });
    const view = new DraftView(file.stream);
    view.update({ type: 'stage', stage: 'searching', articles: 31 });
    view.update({ type: 'delta', text: 'Meta' });
    view.clear();
    expect(file.output).toBe('');
  });

  test('regression: lets nothing that a model repeats from an article steer the terminal', () => {
    const terminal = new FakeTerminal({ isTTY: true });
    const view = new DraftView(terminal.stream);
    view.update({ type: 'stage', stage: 'writing', model: 'llama' });
    view.update({ type: 'delta', text: 'a\u001b]0;owned\u0007b\u202ec' });
    view.clear();
    expect(terminal.output).toContain('a]0;ownedbc');
  });
});
