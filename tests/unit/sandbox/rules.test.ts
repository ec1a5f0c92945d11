import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { RateRuleName } from '../../../src/sandbox/rules/rate-rules.ts';
import { RULES, type RuleName } from '../../../src/sandbox/rules/rules.ts';
import { CHANNEL_LIFE_BREAKS } from '../../support/discord/breaks/channel-life-breaks.ts';
import { COMMAND_BREAKS } from '../../support/discord/breaks/command-breaks.ts';
import { COMPONENT_BREAKS } from '../../support/discord/breaks/component-breaks.ts';
import { FILE_BREAKS } from '../../support/discord/breaks/file-breaks.ts';
import { FORM_BREAKS } from '../../support/discord/breaks/form-breaks.ts';
import { INTERACTION_BREAKS } from '../../support/discord/breaks/interaction-breaks.ts';
import {
  CHANNEL_BREAKS,
  EMBED_BREAKS,
  MESSAGE_BREAKS,
  REQUEST_BREAKS,
} from '../../support/discord/breaks/message-breaks.ts';
import { type Break, openScene, type Scene } from '../../support/discord/scene.ts';

/** For every rule, how it is broken; a rule without one does not compile, nor pass. */
const BREAKS: Readonly<Record<Exclude<RuleName, RateRuleName>, Break>> = {
  ...REQUEST_BREAKS,
  ...MESSAGE_BREAKS,
  ...EMBED_BREAKS,
  ...CHANNEL_BREAKS,
  ...CHANNEL_LIFE_BREAKS,
  ...COMPONENT_BREAKS,
  ...INTERACTION_BREAKS,
  ...COMMAND_BREAKS,
  ...FORM_BREAKS,
  ...FILE_BREAKS,
};

let on: Scene | undefined;

beforeEach(() => {
  on = undefined;
});

afterEach(async () => {
  await on?.sandbox.close();
});

// Rates are broken in a test of their own.
const NAMES = Object.keys(BREAKS) as (keyof typeof BREAKS)[];

describe('a rule of Discord', () => {
  test('is broken by a test, each of them, and has a source', () => {
    expect(Object.keys(BREAKS).sort()).toEqual([...NAMES].sort());
    for (const { source } of Object.values(RULES)) expect(source.length).toBeGreaterThan(10);
  });

  test.each(NAMES)('%s is enforced, as its row in the table says', async (name) => {
    on = await openScene();
    const { status, code } = await BREAKS[name](on);
    expect({ status, code }).toEqual({ status: RULES[name].status, code: RULES[name].code });
    expect(on.sandbox.state.violations).toHaveLength(RULES[name].fault ? 1 : 0);
  });

  test.each(NAMES)('%s is what refuses this: without it, nothing does', async (name) => {
    on = await openScene([name]);
    const { status } = await BREAKS[name](on);
    expect(status).toBeLessThan(300);
  });
});
