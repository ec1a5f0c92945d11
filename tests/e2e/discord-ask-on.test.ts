import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { BotStage } from '../support/discord/bot-stage.ts';
import { anAnswer } from '../support/discord/fake-newshound.ts';

// Only a machine that is busy with other work comes near this.
jest.setTimeout(30_000);

let stage: BotStage;

beforeEach(async () => {
  stage = await BotStage.open();
});

afterEach(async () => {
  await stage.close();
});

const FIELD = 'Your next question';

const people = () => [stage.sandbox.person('alice'), stage.sandbox.person('bob')] as const;

/** An answer to a command, with its buttons. */
async function answered(options: Readonly<Record<string, string | boolean>> = {}) {
  const [alice, bob] = people();
  stage.newshound.prepares('first').ends(anAnswer());
  const asked = alice.runs('ask', { question: 'first', ...options });
  const answer = await stage.until(alice.sees('Sources'));
  return { alice, bob, asked, answer };
}

describe('the button “Ask on”', () => {
  test('opens a form whose question anybody may send, and the answer says who asked what', async () => {
    const { bob, answer } = await answered();
    bob.clicks('Ask on', answer);
    await stage.until(bob.until('see the form', () => bob.form));
    expect(bob.form?.title).toBe('Ask on');
    const script = stage.newshound.prepares('license');
    const sent = bob.submits({ [FIELD]: '  And under\nwhich *license*? ' });
    script.yields({ type: 'stage', stage: 'searching', articles: 31 });
    const heading = `**<@${bob.user.id}> asked:** And under which \\*license\\*?`;
    const draft = await stage.until(bob.sees('Searching 31'));
    expect(draft.content).toBe(`${heading}\n-# Searching 31 articles …`);
    script.ends(anAnswer({ text: 'Under its own [1].' }));
    const second = await stage.until(bob.sees('Under its own'));
    expect(second.id).toBe(draft.id);
    expect(second.content.startsWith(`${heading}\n\nUnder its own [1].`)).toBe(true);
    expect(second.interactionId).toBe(sent.id);
    expect(stage.newshound.questions.at(-1)?.text).toBe('And under which *license*?');
    expect(stage.sandbox.state.pings).toEqual([]);
  });

  test('below a private answer leads to a private one, which is shared with its question', async () => {
    const { alice, bob, answer } = await answered({ private: true });
    alice.clicks('Ask on', answer);
    await stage.until(alice.until('see the form', () => alice.form));
    stage.newshound.prepares('then').ends(anAnswer({ text: 'Then came more [1].' }));
    alice.submits({ [FIELD]: 'And then?' });
    const second = await stage.until(alice.sees('Then came more'));
    expect(bob.screen).toEqual([]);
    alice.clicks('Show to everybody', second);
    const shared = await stage.until(bob.sees('Then came more'));
    expect(shared.content.match(/asked:/g)).toHaveLength(1);
  });

  test('speaks German to somebody whose Discord is German', async () => {
    const anna = stage.sandbox.person('anna', { locale: 'de' });
    const { answer } = await answered();
    anna.clicks('Ask on', answer);
    await stage.until(anna.until('see the form', () => anna.form));
    stage.newshound.prepares().ends(anAnswer({ frame: 'de', text: 'Darum [1].' }));
    anna.submits({ 'Deine nächste Frage': 'Warum?' });
    await stage.until(anna.sees(`**<@${anna.user.id}> hat gefragt:** Warum?`));
  });

  test('is stopped and asked again with its question above it', async () => {
    const { alice, answer } = await answered();
    alice.clicks('Ask on', answer);
    await stage.until(alice.until('see the form', () => alice.form));
    const script = stage.newshound.prepares('why');
    alice.submits({ [FIELD]: 'why though' });
    script.yields({ type: 'stage', stage: 'searching', articles: 3 });
    const draft = await stage.until(alice.sees('Searching'));
    alice.clicks('Stop', draft);
    await stage.until(alice.sees(/asked:\*\* why though\n\nThis answer was stopped/));
    stage.newshound.prepares('why').ends(anAnswer({ text: 'Because [1].' }));
    alice.clicks('Ask again', draft);
    await stage.until(alice.sees(/asked:\*\* why though\n\nBecause/));
  });

  test('below an answer that is long forgotten says so', async () => {
    const { alice, answer } = await answered();
    stage.store.prune(Number.MAX_SAFE_INTEGER);
    alice.clicks('Ask on', answer);
    await stage.until(alice.sees('I do not remember this answer any more.'));
    expect(alice.form).toBeNull();
  });
});

describe('the form', () => {
  test('that was left open until its answer is forgotten is still answered, for the asker alone', async () => {
    const { alice, bob, answer } = await answered();
    alice.clicks('Ask on', answer);
    await stage.until(alice.until('see the form', () => alice.form));
    stage.store.prune(Number.MAX_SAFE_INTEGER);
    await stage.passes(16 * 60_000);
    stage.newshound.prepares('late').ends(anAnswer({ text: 'Never too late [1].' }));
    alice.submits({ [FIELD]: 'Too late?' });
    await stage.until(alice.sees('Never too late'));
    expect(bob.screen.map(({ content }) => content)).not.toContainEqual(expect.stringContaining('Never'));
  });

  test('works after a restart', async () => {
    const { alice, answer } = await answered();
    alice.clicks('Ask on', answer);
    await stage.until(alice.until('see the form', () => alice.form));
    await stage.stopBot();
    await stage.startBot();
    stage.newshound.prepares('again').ends(anAnswer({ text: 'Here again [1].' }));
    alice.submits({ [FIELD]: 'You again?' });
    await stage.until(alice.sees('Here again'));
  });

  test('with nothing but blanks in it, or sent by something that is no client, asks nothing', async () => {
    const { alice, asked, answer } = await answered();
    alice.clicks('Ask on', answer);
    await stage.until(alice.until('see the form', () => alice.form));
    alice.submits({ [FIELD]: ' \n\t ' });
    await stage.until(alice.sees('The question is empty.'));

    const field = (fields: object) => ({
      type: 4,
      custom_id: 'question',
      style: 2,
      required: false,
      ...fields,
    });
    const hostile: readonly (readonly [customId: string | null, field: object, sentence: string])[] = [
      ['nothing:1', field({ value: 'Why?' }), 'I do not remember'],
      [`retry:${asked.id}`, field({ value: 'Why?' }), 'I do not remember'],
      [null, field({ value: 'x'.repeat(1001) }), 'The question has 1001 characters; please use 1000'],
      [null, field({ custom_id: 'other', value: 'Why?' }), 'The question is empty.'],
    ];
    for (const [customId, component, sentence] of hostile) {
      const before = alice.screen.length;
      alice.clicks('Ask on', answer);
      const form = await stage.until(alice.until('see the form', () => alice.form));
      Object.assign(form, {
        custom_id: customId ?? form.custom_id,
        components: [{ type: 18, label: 'x', component }],
      });
      alice.submits();
      await stage.until(
        alice.until(`be told ${sentence}`, () =>
          alice.screen.slice(before).at(-1)?.content.includes(sentence),
        ),
      );
    }
    expect(stage.newshound.questions).toHaveLength(1);
  });
});
