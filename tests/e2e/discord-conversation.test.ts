import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { DefaultRestOptions, PermissionFlagsBits } from 'discord.js';
import { UserError } from '../../src/errors.ts';
import { articleOf } from '../support/collection.ts';
import type { Person } from '../../src/sandbox/people/person.ts';
import { BotStage } from '../support/discord/bot-stage.ts';
import { aCitation, anAnswer, type ScriptedAnswer } from '../support/discord/fake-newshound.ts';
import { send } from '../support/discord/raw-client.ts';

// Only a machine that is busy with other work comes near this.
jest.setTimeout(30_000);

let stage: BotStage;

beforeEach(async () => {
  stage = await BotStage.open();
});

afterEach(async () => {
  await stage.close();
});

const people = () => [stage.sandbox.person('alice'), stage.sandbox.person('bob')] as const;

const SELECT = 'Read the passages behind this answer …';

describe('the button Stop', () => {
  test('stops the answer for whoever asked, who may then ask again in the same message', async () => {
    const [alice] = people();
    const script = stage.newshound.prepares();
    alice.mentions(stage.sandbox.bot, 'Why?');
    script.yields({ type: 'stage', stage: 'searching', articles: 31 });
    const draft = await stage.until(alice.sees('Searching 31 articles'));
    alice.clicks('Stop', draft);
    await stage.until(alice.sees('This answer was stopped by whoever asked.'));
    expect(script.signal?.aborted).toBe(true);
    stage.newshound.prepares().ends(anAnswer());
    alice.clicks('Ask again', draft);
    const answer = await stage.until(alice.sees('Sources'));
    expect(answer.id).toBe(draft.id);
    expect(stage.newshound.questions.map(({ text }) => text)).toEqual(['Why?', 'Why?']);
  });

  test('tells anybody else in private that it is not theirs, and the answer goes on', async () => {
    const [alice, bob] = people();
    const script = stage.newshound.prepares();
    alice.runs('ask', { question: 'Why?' });
    script.yields({ type: 'stage', stage: 'searching', articles: 31 });
    const draft = await stage.until(bob.sees('Searching 31 articles'));
    bob.clicks('Stop', draft);
    await stage.until(bob.sees('Only whoever asked the question can do this.'));
    expect(alice.screen).toHaveLength(1);
    script.ends(anAnswer());
    await stage.until(alice.sees('Sources'));
    expect(script.signal?.aborted).toBe(false);
  });

  test('is gone from the finished answer', async () => {
    const [alice] = people();
    const script = stage.newshound.prepares();
    alice.runs('ask', { question: 'Why?' });
    script.yields({ type: 'stage', stage: 'searching', articles: 31 });
    await stage.until(alice.sees('Searching'));
    script.ends(anAnswer({ citations: [] }));
    await stage.until(alice.sees('Meta published'));
    expect(() => alice.clicks('Stop')).toThrow();
  });
});

describe('a button that is pressed before Discord has told the bot where it stands', () => {
  /** A bot that learns of what it has changed when `arrives` is called. */
  async function slow(): Promise<{ on: BotStage; arrives: () => void }> {
    let arrives = (): void => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrives = resolve;
    });
    const on = await BotStage.open({
      rest: {
        makeRequest: async (url, init) => {
          const response = await DefaultRestOptions.makeRequest(url, init);
          if (init.method === 'PATCH') await arrival;
          return response;
        },
      },
    });
    return { on, arrives };
  }

  test('stops the answer', async () => {
    const { on, arrives } = await slow();
    try {
      const alice = on.sandbox.person('alice');
      const script = on.newshound.prepares();
      alice.runs('ask', { question: 'Why?' });
      script.yields({ type: 'stage', stage: 'searching', articles: 31 });
      alice.clicks('Stop', await on.until(alice.sees('Searching')));
      await on.until(alice.until('have the work stopped', () => script.signal?.aborted));
      arrives();
      await on.until(alice.sees('This answer was stopped by whoever asked.'));
    } finally {
      await on.close();
    }
  });

  test('asks again, and what is left of the first answer takes nothing back', async () => {
    const { on, arrives } = await slow();
    try {
      const alice = on.sandbox.person('alice');
      on.newshound.prepares('Why').fails(new UserError('The index is missing.'));
      const asked = alice.runs('ask', { question: 'Why?' });
      const shown = await on.until(alice.sees('The index is missing.'));
      // Older than the message of the failure; the bot does not know yet that this was shown.
      expect(on.store.get(asked.id)?.phase).toBe('delivering');
      const script = on.newshound.prepares('Why');
      const again = alice.clicks('Ask again', shown);
      await on.until(alice.until('be heard', () => on.newshound.questions.length === 2));
      arrives();
      await on.until(alice.until('have it settled', () => on.store.get(asked.id)?.phase === 'done'));
      expect(on.store.byMessage(shown.id)?.id).toBe(again.id);
      script.yields({ type: 'stage', stage: 'searching', articles: 31 });
      alice.clicks('Stop', await on.until(alice.sees('Searching 31')));
      await on.until(alice.sees('This answer was stopped by whoever asked.'));
      on.newshound.prepares('Why').ends(anAnswer());
      alice.clicks('Ask again', shown);
      await on.until(alice.sees('Sources'));
      expect(on.store.unsettled()).toEqual([]);
    } finally {
      await on.close();
    }
  });

  test('is not undone by an ending that Discord is asked to show once more', async () => {
    let fails = false;
    const on = await BotStage.open({
      rest: {
        makeRequest: async (url, init) => {
          const response = await DefaultRestOptions.makeRequest(url, init);
          // Done, and nobody learns of it: discord.js itself does not repeat what the network swallowed.
          if (fails && init.method === 'PATCH') throw new TypeError('fetch failed');
          return response;
        },
      },
    });
    try {
      const alice = on.sandbox.person('alice');
      const first = on.newshound.prepares('Why');
      alice.runs('ask', { question: 'Why?' });
      first.yields({ type: 'stage', stage: 'searching', articles: 31 });
      const shown = await on.until(alice.sees('Searching 31'));
      fails = true;
      alice.clicks('Stop', shown);
      await on.until(alice.sees('This answer was stopped by whoever asked.'));
      fails = false;
      on.newshound.prepares('Why').ends(anAnswer());
      alice.clicks('Ask again', shown);
      await on.until(alice.sees('Sources'));
      await on.passes(5000);
      expect(shown.content).toContain('Sources');
      expect(on.store.unsettled()).toEqual([]);
    } finally {
      await on.close();
    }
  });
});

describe('the passages behind an answer', () => {
  const passage = 'Meta published *Llama 2* for free.';
  const article = articleOf({
    text: `${passage} It went on.`,
    title: 'Meta opens Llama 2',
    outlet: 'Harbour Courier',
    url: 'https://example.org/llama-2',
  });

  test('open for anybody, for their eyes alone, word for word with outlet, day and link', async () => {
    const [alice, bob] = people();
    stage.newshound.passages.set(aCitation().articleId, { text: passage, article, isCurrent: true });
    stage.newshound.prepares().ends(anAnswer());
    alice.runs('ask', { question: 'Why?' });
    await stage.until(bob.sees('Sources'));
    bob.selects(SELECT, '[1] Meta opens Llama 2');
    const opened = await stage.until(bob.sees('>>>'));
    expect(opened.content).toBe(
      '[1] [Meta opens Llama 2](<https://example.org/llama-2>) – Harbour Courier, 18 July 2023\n>>> Meta published \\*Llama 2\\* for free.',
    );
    expect(alice.screen).toHaveLength(1);
  });

  test('open after a restart, and say where the article has changed or gone', async () => {
    const anna = stage.sandbox.person('anna', { locale: 'de' });
    stage.newshound.prepares().ends(anAnswer({ frame: 'de' }));
    anna.runs('ask', { question: 'Warum?' });
    await stage.until(anna.sees('Quellen'));
    await stage.stopBot();
    await stage.startBot();
    stage.newshound.passages.set(aCitation().articleId, { text: passage, article, isCurrent: false });
    anna.selects('Die Textstellen hinter dieser Antwort lesen …', '1');
    await stage.until(
      anna.sees('-# Der Artikel wurde seither geändert; so stand es dort, als ich geantwortet habe.'),
    );
    stage.newshound.passages.clear();
    anna.selects('Die Textstellen hinter dieser Antwort lesen …', '1');
    await stage.until(anna.sees('Dieser Artikel ist nicht mehr in der Sammlung.'));
  });
});

describe('a private answer', () => {
  test('is seen by its asker alone until they show it to everybody, once, with their name', async () => {
    const [alice, bob] = people();
    stage.newshound.prepares().ends(anAnswer());
    alice.runs('ask', { question: 'Why *openly*?', private: true });
    const mine = await stage.until(alice.sees('Sources'));
    expect(bob.screen).toEqual([]);
    alice.clicks('Show to everybody', mine);
    const shared = await stage.until(bob.sees('Sources'));
    expect(shared.content).toMatch(new RegExp(`^\\*\\*<@${alice.user.id}> asked:\\*\\* Why \\\\\\*openly`));
    stage.newshound.passages.clear();
    bob.selects(SELECT, '1');
    await stage.until(bob.sees('This article is not in the collection any more.'));
    alice.clicks('Show to everybody', mine);
    await stage.until(alice.sees('This answer has been shared already.'));
    expect(bob.screen.filter(({ content }) => content.includes('Sources'))).toHaveLength(1);
  });

  test('is refused in private too, and stopped by its asker', async () => {
    const [alice, bob] = people();
    const script = stage.newshound.prepares();
    alice.runs('ask', { question: 'Why?', private: true });
    script.yields({ type: 'stage', stage: 'searching', articles: 31 });
    alice.clicks('Stop', await stage.until(alice.sees('Searching')));
    await stage.until(alice.sees('This answer was stopped'));
    expect(bob.screen).toEqual([]);
  });
});

describe('what is pressed', () => {
  test('on an answer that is not remembered is told so', async () => {
    const [alice] = people();
    stage.newshound.prepares().ends(anAnswer());
    alice.runs('ask', { question: 'Why?' });
    await stage.until(alice.sees('Sources'));
    stage.store.prune(Number.MAX_SAFE_INTEGER);
    alice.selects(SELECT, '1');
    await stage.until(alice.sees('I do not remember this answer any more.'));
  });

  test('with an id that names another answer, or nothing that there is, opens nothing', async () => {
    const [alice] = people();
    const { sandbox } = stage;
    stage.newshound.prepares().ends(anAnswer());
    const asked = alice.runs('ask', { question: 'Why?' });
    await stage.until(alice.sees('Sources'));
    const forged = [`retry:${asked.id}`, `nothing:${asked.id}`, 'stop:1', 'stop', '💥'];
    await send(sandbox, 'POST', `/channels/${sandbox.channel('general').id}/messages`, {
      content: 'Press me',
      components: [
        {
          type: 1,
          components: forged.map((custom_id, index) => ({
            type: 2,
            style: 2,
            label: `f${String(index)}`,
            custom_id,
          })),
        },
      ],
    });
    for (const index of forged.keys()) {
      alice.clicks(`f${String(index)}`);
      await stage.until(
        alice.until(
          'be told',
          () =>
            alice.screen.filter(({ content }) => content.startsWith('I do not remember')).length ===
            index + 1,
        ),
      );
    }
    expect(stage.newshound.questions).toHaveLength(1);
  });
});

describe('asking on', () => {
  test('by a reply to an answer is a question, and thanks are not', async () => {
    const [alice, bob] = people();
    stage.newshound.prepares('first').ends(anAnswer());
    alice.mentions(stage.sandbox.bot, 'first');
    const answer = await stage.until(alice.sees('Sources'));
    stage.newshound.prepares('license').ends(anAnswer({ text: 'Under its own [1].' }));
    bob.replies(answer, 'thanks!');
    bob.replies(answer, 'And under which license?');
    const second = await stage.until(bob.sees('Under its own'));
    expect(second.replyTo).not.toBeNull();
    expect(stage.newshound.questions.map(({ text }) => text)).toEqual(['first', 'And under which license?']);
  });
});

describe('a message that is deleted', () => {
  test('while it shows a draft stops the work at once', async () => {
    const [alice] = people();
    const script = stage.newshound.prepares();
    alice.runs('ask', { question: 'Why?' });
    script.yields({ type: 'stage', stage: 'searching', articles: 31 });
    stage.sandbox.addRole('moderators', PermissionFlagsBits.ManageMessages, alice.user);
    alice.deletes(await stage.until(alice.sees('Searching')));
    await stage.until(alice.until('have the work stopped', () => script.signal?.aborted));
    expect(stage.store.unsettled()).toEqual([]);
  });

  test('takes what is remembered of its answer along', async () => {
    const [alice] = people();
    stage.newshound.prepares().ends(anAnswer());
    const asked = alice.runs('ask', { question: 'Why?' });
    stage.sandbox.addRole('moderators', PermissionFlagsBits.ManageMessages, alice.user);
    alice.deletes(await stage.until(alice.sees('Sources')));
    await stage.until(alice.until('have it forgotten', () => stage.store.get(asked.id) === undefined));
  });

  test('and asked leaves no draft behind', async () => {
    const [alice] = people();
    const script = stage.newshound.prepares();
    const question = alice.mentions(stage.sandbox.bot, 'Why?');
    script.yields({ type: 'stage', stage: 'searching', articles: 31 });
    await stage.until(alice.sees('Searching'));
    alice.deletes(question);
    await stage.until(alice.sees('This answer was stopped by whoever asked.'));
  });
});

describe('the line', () => {
  test('is told to those who wait, moves on, and is refused to those who ask too much', async () => {
    const [alice, bob] = people();
    const scripts = ['a', 'b', 'c'].map((word) => stage.newshound.prepares(word));
    for (const name of ['a', 'b', 'c']) {
      const other = stage.sandbox.person(name);
      other.runs('ask', { question: name });
    }
    const own = ['one', 'two', 'three'].map((word) => stage.newshound.prepares(word));
    for (const word of ['one', 'two', 'three']) alice.runs('ask', { question: word });
    await stage.until(alice.sees('4 questions before yours'));
    alice.runs('ask', { question: 'four' });
    await stage.until(alice.sees('You have 3 questions in line already.'));
    stage.newshound.prepares('bob').ends(anAnswer({ text: 'For Bob [1].' }));
    bob.runs('ask', { question: 'bob' });
    for (const script of scripts) script.ends(anAnswer());
    await stage.until(bob.sees('For Bob'));
    for (const script of own) {
      script.ends(anAnswer());
      await stage.passes(1500);
    }
    expect(stage.newshound.questions.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['one', 'two', 'three']),
    );
    expect(stage.store.unsettled()).toEqual([]);
  });
});

describe('the settings of the line', () => {
  let narrow: BotStage;
  let alice: Person;

  beforeEach(async () => {
    narrow = await BotStage.open({ limits: { atOnce: 1, waiting: 1, perPerson: 1 } });
    alice = narrow.sandbox.person('alice');
  });
  afterEach(async () => {
    await narrow.close();
  });

  /** The only place is taken by a question of alice, and her next one is too many. */
  async function takePlace(): Promise<ScriptedAnswer> {
    const first = narrow.newshound.prepares('first');
    alice.runs('ask', { question: 'first' });
    await narrow.passes(100);
    return first;
  }

  /** Answers are given, and nothing is left to be shown. */
  async function ends(...scripts: readonly ScriptedAnswer[]): Promise<void> {
    for (const script of scripts) script.ends(anAnswer());
    await narrow.passes(3000);
    expect(narrow.store.unsettled()).toEqual([]);
  }

  test('say how many are answered at once, may wait, and belong to one person', async () => {
    const [bob, carol] = [narrow.sandbox.person('bob'), narrow.sandbox.person('carol')];
    const second = narrow.newshound.prepares('second');
    const first = await takePlace();
    alice.runs('ask', { question: 'again' });
    await narrow.until(alice.sees('You have 1 question'));
    bob.runs('ask', { question: 'second' });
    await narrow.until(bob.sees('1 question before yours'));
    carol.runs('ask', { question: 'third' });
    await narrow.passes(500);
    expect(carol.screen.at(-1)?.content).toContain('<t:');
    await ends(first, second);
  });

  test('let a refused question be asked again by a button below its mention', async () => {
    const first = await takePlace();
    const mention = alice.mentions(narrow.sandbox.bot, 'Why again?');
    const refused = await narrow.until(alice.sees('You have 1 question'));
    expect(refused.replyTo).toBe(mention.id);
    await ends(first);
    narrow.newshound.prepares('again').ends(anAnswer({ text: 'Because of this [1].' }));
    alice.clicks('Ask again');
    const answer = await narrow.until(alice.sees('Because of this'));
    expect(answer.id).toBe(refused.id);
    await ends();
  });

  test('refuse in the channel what could not be refused in time', async () => {
    const first = await takePlace();
    const late = alice.runs('ask', { question: 'second' });
    narrow.clock.advance(4000);
    const refused = await narrow.until(alice.sees('You have 1 question'));
    expect(refused).toMatchObject({ interactionId: null, replyTo: null });
    expect(refused.content).toContain(`<@${alice.user.id}>`);
    expect(late.acknowledgedAt).toBeNull();
    expect(narrow.sandbox.state.pings).toEqual([]);
    await ends(first);
  });
});
