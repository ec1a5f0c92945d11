import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { BotStage, pauses } from '../support/discord/bot-stage.ts';
import { aCitation, anAnswer } from '../support/discord/fake-newshound.ts';

// Only a machine that is busy with other work comes near this.
jest.setTimeout(30_000);

const SUPPRESS_EMBEDS = 1 << 2;

let stage: BotStage;

beforeEach(async () => {
  stage = await BotStage.open({
    before: (sandbox) => {
      sandbox.addChannel('read-only', { deniedToBot: PermissionFlagsBits.SendMessages });
      sandbox.addChannel('forgetful', { deniedToBot: PermissionFlagsBits.ReadMessageHistory });
    },
  });
});

afterEach(async () => {
  await stage.close();
});

const onlyMessage = (screen: readonly { content: string }[]) => {
  expect(screen).toHaveLength(1);
  return screen[0]!;
};

describe('/ask', () => {
  test('is acknowledged before anything is searched, shows stages, and ends with sources as links', async () => {
    const alice = stage.sandbox.person('alice');
    const script = stage.newshound.prepares();
    const interaction = alice.runs('ask', { question: 'Why did Meta publish Llama openly?' });
    await stage.until(alice.until('see that the bot thinks', () => interaction.acknowledgedAt !== null));
    expect(interaction.acknowledgedAt).toBe(interaction.createdAt);
    script.yields({ type: 'stage', stage: 'searching', articles: 31 });
    await stage.until(alice.sees('-# Searching 31 articles …'));
    script.ends(anAnswer());
    const answer = await stage.until(alice.sees('Sources'));
    expect(answer.content).toBe(
      'Meta published Llama 2 for free [1].\n\n**Sources**\n[1] [Meta opens Llama 2](<https://example.org/llama-2>) – Harbour Courier, 18 July 2023',
    );
    expect(answer.flags).toBe(SUPPRESS_EMBEDS);
    onlyMessage(alice.screen);
    expect(stage.newshound.questions).toEqual([{ text: 'Why did Meta publish Llama openly?' }]);
  });

  test('is written before the asker’s eyes, with at least 1.2 seconds between two edits', async () => {
    const alice = stage.sandbox.person('alice');
    const script = stage.newshound.prepares();
    alice.runs('ask', { question: 'Who?' });
    script.yields({ type: 'stage', stage: 'searching', articles: 31 });
    await stage.until(alice.sees('Searching'));
    script.yields({ type: 'stage', stage: 'writing', model: 'llama-3.2-3b' });
    for (let word = 1; word <= 60; word++) {
      script.writes(`word${String(word)} `);
      await stage.passes(100);
    }
    const draft = await stage.until(alice.sees(/^word1 word2 .*\n-# Writing with llama-3\.2-3b …$/));
    script.ends(anAnswer({ text: 'All words [1].' }));
    await stage.until(alice.sees('All words [1].'));
    expect(pauses(draft).length).toBeGreaterThanOrEqual(5);
    expect(Math.min(...pauses(draft))).toBeGreaterThanOrEqual(1200);
  });

  test('speaks German to somebody whose Discord is German', async () => {
    const anna = stage.sandbox.person('anna', { locale: 'de' });
    const script = stage.newshound.prepares();
    anna.runs('ask', { question: 'Why?' });
    script.yields({ type: 'stage', stage: 'searching', articles: 2 });
    await stage.until(anna.sees('Ich durchsuche 2 Artikel'));
    const nearby = [{ ...aCitation(), url: null }];
    script.ends(
      anAnswer({ kind: 'no-evidence', form: 'quotes', text: 'Nichts.', frame: 'de', citations: [], nearby }),
    );
    await stage.until(
      anna.sees('**Die nächstliegenden Artikel**\n- Meta opens Llama 2 – Harbour Courier, 18. Juli 2023'),
    );
    expect(stage.newshound.questions).toEqual([{ text: 'Why?', frame: 'de' }]);
  });

  test('tells a failure in one sentence and keeps the inside to the log', async () => {
    const alice = stage.sandbox.person('alice');
    const script = stage.newshound.prepares();
    alice.runs('ask', { question: 'Why?' });
    script.fails(
      new Error(`ENOENT: no such file /srv/index, token ${stage.sandbox.state.application.token}`),
    );
    const told = await stage.until(alice.sees('Something went wrong'));
    expect(told.content).toBe('Something went wrong on my side. Please try again in a moment.');
    expect(stage.log).toContain('ENOENT: no such file /srv/index, token [secret]');
    expect(stage.log).not.toContain(stage.sandbox.state.application.token);
  });

  test('shows the sentence of an error that is meant for people', async () => {
    const alice = stage.sandbox.person('alice');
    stage.newshound.prepares().fails(new UserError('The index is missing. Run `npm run reindex` first.'));
    alice.runs('ask', { question: 'Why?' });
    await stage.until(alice.sees('The index is missing. Run \\`npm run reindex\\` first.'));
  });

  test('sends a long answer in several messages, none too long, and loses no word', async () => {
    const alice = stage.sandbox.person('alice');
    const words = Array.from(
      { length: 900 },
      (_, index) => `word${String(index)}${index % 9 === 8 ? ' [1].' : ''}`,
    );
    stage.newshound.prepares().ends(anAnswer({ text: words.join(' ') }));
    alice.runs('ask', { question: 'Everything?' });
    await stage.until(alice.sees('Sources'));
    const shown = alice.screen.map(({ content }) => content);
    expect(shown.length).toBeGreaterThan(3);
    for (const content of shown) expect(content.length).toBeLessThanOrEqual(2000);
    expect(shown.join(' ').split(/\s+/).slice(0, words.join(' ').split(' ').length)).toEqual(
      words.join(' ').split(' '),
    );
  });

  test('gives two people who ask at once each their own answer', async () => {
    const alice = stage.sandbox.person('alice');
    const bob = stage.sandbox.person('bob');
    const [first, second] = [stage.newshound.prepares('apples'), stage.newshound.prepares('pears')];
    const asked = [alice.runs('ask', { question: 'apples?' }), bob.runs('ask', { question: 'pears?' })];
    first.yields({ type: 'stage', stage: 'searching', articles: 1 });
    second.yields({ type: 'queued', position: 1 });
    await stage.until(alice.sees('Searching 1 article …'));
    await stage.until(bob.sees('your question is next'));
    second.ends(anAnswer({ text: 'Pears grow on trees [1].' }));
    first.ends(anAnswer({ text: 'Apples fall [1].' }));
    expect((await stage.until(alice.sees('Apples'))).interactionId).toBe(asked[0]?.id);
    expect((await stage.until(bob.sees('Pears'))).interactionId).toBe(asked[1]?.id);
  });

  test('pings nobody, whatever the model writes, in drafts and in the end', async () => {
    const alice = stage.sandbox.person('alice');
    const script = stage.newshound.prepares();
    const loud = `@everyone @here <@${alice.user.id}> <@&${stage.sandbox.guild.id}>`;
    alice.runs('ask', { question: 'Why?' });
    script.writes(loud);
    await stage.until(alice.sees('everyone'));
    script.ends(anAnswer({ text: loud }));
    await stage.until(alice.sees('Sources'));
    expect(stage.sandbox.state.pings).toEqual([]);
  });

  test('renders hostile titles and addresses as a valid message', async () => {
    const alice = stage.sandbox.person('alice');
    const titles = [
      '](https://evil.example) [click @everyone',
      '``` ``` || > # **bold** <@1> <t:0:R> \u202Egnp.exe\u0000',
      'שלום עולם',
      'x'.repeat(2000),
    ];
    const urls = [
      'javascript:alert(1)',
      `https://example.org/${'a'.repeat(600)}`,
      'https://a:b@evil.example/',
      'https://e.org/a)b>(c',
    ];
    const citations = titles.map((title, index) =>
      aCitation({ n: index + 1, articleId: String(index), title, url: urls[index] ?? null }),
    );
    stage.newshound.prepares().ends(anAnswer({ citations }));
    alice.runs('ask', { question: 'Why?' });
    const { content } = await stage.until(alice.sees('Sources'));
    expect(content).not.toMatch(/javascript|evil\.example\/|\p{Cc}(?<!\n)|\u202e/u);
    expect(content.match(/\]\(</g)).toEqual(['](<']);
    expect(content).toContain('](<https://e.org/a%29b%3E%28c>)');
  });

  test('is given up, in words, before its interaction expires', async () => {
    const alice = stage.sandbox.person('alice');
    const script = stage.newshound.prepares();
    alice.runs('ask', { question: 'Why?' });
    script.yields({ type: 'queued', position: 9 });
    await stage.until(alice.sees('number 9'));
    stage.clock.advance(14 * 60_000);
    await stage.until(alice.sees('This took longer than Discord lets an answer take.'));
    expect(script.signal?.aborted).toBe(true);
  });

  test('is answered by a message of its own when the acknowledgement comes too late', async () => {
    const alice = stage.sandbox.person('alice');
    const script = stage.newshound.prepares();
    alice.runs('ask', { question: 'too slow' });
    stage.clock.advance(3001);
    script.yields({ type: 'stage', stage: 'searching', articles: 31 });
    const draft = await stage.until(alice.sees(`<@${alice.user.id}>\n-# Searching 31 articles`));
    script.ends(anAnswer());
    const answer = await stage.until(alice.sees('Sources'));
    expect(answer.id).toBe(draft.id);
    expect(answer.content).toMatch(/^<@\d+>\nMeta published/);
    expect(answer.interactionId).toBeNull();
  });

  test('stops the work when the message that shows it is deleted', async () => {
    const alice = stage.sandbox.person('alice');
    const script = stage.newshound.prepares();
    alice.runs('ask', { question: 'Why?' });
    script.yields({ type: 'stage', stage: 'searching', articles: 3 });
    stage.sandbox.addRole('moderators', PermissionFlagsBits.ManageMessages, alice.user);
    alice.deletes(await stage.until(alice.sees('Searching')));
    script.writes('more');
    await stage.until(alice.until('have the work stopped', () => script.signal?.aborted));
    expect(alice.screen).toEqual([]);
  });
});

describe('a mention', () => {
  test('is answered by a reply, in the language of the question', async () => {
    const anna = stage.sandbox.person('anna');
    const script = stage.newshound.prepares();
    const question = anna.mentions(stage.sandbox.bot, 'Warum hat Meta das Modell veröffentlicht?');
    script.yields({ type: 'stage', stage: 'searching', articles: 31 });
    const answer = await stage.until(anna.sees('Ich durchsuche 31 Artikel'));
    expect(answer.replyTo).toBe(question.id);
    expect(stage.sandbox.state.typing).toHaveLength(1);
    script.ends(anAnswer({ frame: 'de', text: 'Darum [1].' }));
    expect((await stage.until(anna.sees('**Quellen**'))).id).toBe(answer.id);
    expect(answer.flags).toBe(SUPPRESS_EMBEDS);
    expect(stage.newshound.questions).toEqual([{ text: 'Warum hat Meta das Modell veröffentlicht?' }]);
  });

  test('counts only if a person names the bot: not @everyone, roles, bots, other people’s talk or a mere reply', async () => {
    const { sandbox, newshound } = stage;
    const alice = sandbox.person('alice');
    const robot = sandbox.person('robot', { bot: true });
    const readers = sandbox.addRole('readers', 0n, sandbox.bot);
    sandbox.addRole('moderators', PermissionFlagsBits.MentionEveryone, alice.user);
    newshound.prepares('first').ends(anAnswer());
    alice.mentions(sandbox.bot, 'first');
    const answer = await stage.until(alice.sees('Sources'));
    alice.says('@everyone what do you think?');
    alice.says(`<@&${readers.id}> meeting at noon`);
    alice.says('Why did Meta publish Llama?');
    alice.replies(answer, 'thanks!');
    robot.mentions(sandbox.bot, 'beep');
    newshound.prepares('last').ends(anAnswer());
    alice.mentions(sandbox.bot, 'last');
    await stage.until(
      alice.until(
        'see two answers',
        () => alice.screen.filter(({ authorId }) => authorId === sandbox.bot.id).length === 2,
      ),
    );
    expect(newshound.questions.map(({ text }) => text)).toEqual(['first', 'last']);
  });

  test('in a reply counts as any other', async () => {
    const { sandbox, newshound } = stage;
    const alice = sandbox.person('alice');
    newshound.prepares('first').ends(anAnswer());
    alice.mentions(sandbox.bot, 'first');
    const answer = await stage.until(alice.sees('Sources'));
    newshound.prepares('second').ends(anAnswer({ text: 'Second [1].' }));
    alice.replies(answer, `<@${sandbox.bot.id}> second`);
    await stage.until(alice.sees('Second [1].'));
  });

  test('without a question is told how to ask', async () => {
    const alice = stage.sandbox.person('alice');
    alice.mentions(stage.sandbox.bot, '   ');
    await stage.until(alice.sees('Mention me together with a question'));
    expect(stage.newshound.questions).toEqual([]);
  });

  test('where the bot may not write is told so in private, and nothing is searched', async () => {
    const { sandbox, newshound } = stage;
    const alice = sandbox.person('alice');
    alice.in(sandbox.channel('read-only')).mentions(sandbox.bot, 'Why?');
    const private_ = alice.in(sandbox.direct(alice));
    await stage.until(private_.sees('I may not write in this channel.'));
    expect(newshound.questions).toEqual([]);
  });

  test('where the bot may not read what was written is answered by a message that names who asked, and pings nobody', async () => {
    const { sandbox, newshound } = stage;
    const alice = sandbox.person('alice').in(sandbox.channel('forgetful'));
    const script = newshound.prepares();
    alice.mentions(sandbox.bot, 'Why?');
    script.yields({ type: 'stage', stage: 'searching', articles: 31 });
    const draft = await stage.until(alice.sees(`<@${alice.user.id}>\n-# Searching 31`));
    script.ends(anAnswer({ text: 'A sentence that is true [1].\n'.repeat(150) }));
    await stage.until(alice.sees('Sources'));
    expect(alice.screen[0]?.id).toBe(draft.id);
    expect(draft.content.startsWith(`<@${alice.user.id}>\nA sentence that is true`)).toBe(true);
    expect(alice.screen.map(({ replyTo }) => replyTo)).toEqual(alice.screen.map(() => null));
    const said = alice.screen.map(({ content }) => content).join('\n');
    expect(said.match(/true/g)).toHaveLength(150);
    alice.mentions(sandbox.bot, '');
    await stage.until(alice.sees(/^<@\d+>\nMention me together with a question/));
  });

  test('whose right to be replied to is taken away meanwhile is answered all the same', async () => {
    const { sandbox, newshound } = stage;
    const alice = sandbox.person('alice');
    const script = newshound.prepares();
    alice.mentions(sandbox.bot, 'Why?');
    await stage.until(alice.until('have it asked', () => newshound.questions.length === 1));
    sandbox.channel('general').deniedToBot = PermissionFlagsBits.ReadMessageHistory;
    script.ends(anAnswer());
    const answer = await stage.until(alice.sees('Sources'));
    expect(answer.replyTo).toBeNull();
    expect(answer.content).toMatch(/^<@\d+>\nMeta published/);
  });

  test('that is deleted before the answer comes stops the work', async () => {
    const alice = stage.sandbox.person('alice');
    const script = stage.newshound.prepares();
    const question = alice.mentions(stage.sandbox.bot, 'Why?');
    await stage.until(alice.until('have it asked', () => stage.newshound.questions.length === 1));
    alice.deletes(question);
    script.yields({ type: 'stage', stage: 'searching', articles: 1 });
    await stage.until(alice.until('have the work stopped', () => script.signal?.aborted));
    expect(alice.screen).toEqual([]);
  });

  test('is answered in several messages where the answer is long', async () => {
    const alice = stage.sandbox.person('alice');
    stage.newshound.prepares().ends(anAnswer({ text: 'A sentence that is true [1].\n'.repeat(150) }));
    const question = alice.mentions(stage.sandbox.bot, 'Why?');
    await stage.until(alice.sees('Sources'));
    const [first, ...more] = alice.screen;
    expect(first?.replyTo).toBe(question.id);
    expect(more.length).toBeGreaterThan(1);
    expect(
      alice.screen
        .map(({ content }) => content)
        .join('\n')
        .match(/true/g),
    ).toHaveLength(150);
  });

  test('is not needed in a direct message', async () => {
    const alice = stage.sandbox.person('alice');
    const direct = alice.in(stage.sandbox.direct(alice));
    stage.newshound.prepares().ends(anAnswer());
    direct.says('Why did Meta publish Llama?');
    await stage.until(direct.sees('Sources'));
    expect(stage.newshound.questions).toEqual([{ text: 'Why did Meta publish Llama?' }]);
  });
});
