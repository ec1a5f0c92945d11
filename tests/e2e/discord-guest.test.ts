import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Person } from '../../src/sandbox/people/person.ts';
import { BotStage } from '../support/discord/bot-stage.ts';
import { anAnswer } from '../support/discord/fake-newshound.ts';

// Only a machine that is busy with other work comes near this.
jest.setTimeout(30_000);

let stage: BotStage;

beforeEach(async () => {
  stage = await BotStage.open();
});

afterEach(async () => {
  // Where the bot is no member it has no right to look or to write, so it does not try.
  const paths = stage.sandbox.state.requests.map(({ path }) => path);
  expect(paths.filter((path) => path.includes('/channels/'))).toEqual([]);
  await stage.close();
});

/** Where somebody is who has added the app for themselves, and the bot is not. */
const PLACES: readonly (readonly [string, (on: BotStage) => Person])[] = [
  ['a server that has not added it', ({ sandbox }) => sandbox.personElsewhere('carol')],
  [
    'a conversation of several people',
    ({ sandbox }) => sandbox.addPrivateChannel('friends', 'carol', 'dave'),
  ],
];

const isAlone = ({ flags }: { readonly flags: number }) => (flags & MessageFlags.Ephemeral) !== 0;

describe.each(PLACES)('/ask in %s', (_name, somebody) => {
  test('answers the asker alone, who may show it to everybody', async () => {
    const carol = somebody(stage);
    const script = stage.newshound.prepares();
    carol.runs('ask', { question: 'Why?' });
    script.yields({ type: 'stage', stage: 'searching', articles: 31 });
    await stage.until(carol.sees('Searching'));
    script.ends(anAnswer());
    const answer = await stage.until(carol.sees('Sources'));
    expect(isAlone(answer)).toBe(true);
    carol.clicks('Show to everybody', answer);
    const shared = await stage.until(carol.sees('asked:'));
    expect(isAlone(shared)).toBe(false);
    expect(shared.content).toContain('**Sources**');
  });

  test('answers everybody where the asker wishes that, and is asked on and stopped', async () => {
    const carol = somebody(stage);
    stage.newshound.prepares().ends(anAnswer());
    carol.runs('ask', { question: 'Why?', private: false });
    const answer = await stage.until(carol.sees('Sources'));
    expect(isAlone(answer)).toBe(false);
    carol.clicks('Ask on', answer);
    await stage.until(carol.until('see the form', () => carol.form));
    const script = stage.newshound.prepares();
    carol.submits({ 'Your next question': 'And then?' });
    script.yields({ type: 'stage', stage: 'searching', articles: 31 });
    const draft = await stage.until(carol.sees('Searching'));
    carol.clicks('Stop', draft);
    await stage.until(carol.sees('This answer was stopped'));
    stage.newshound.prepares().ends(anAnswer({ text: 'Then this [1].' }));
    carol.clicks('Ask again', draft);
    await stage.until(carol.sees('Then this'));
  });

  test('says a long answer in the few messages that Discord takes, and ends with a whole sentence', async () => {
    const carol = somebody(stage);
    const sentences = Array.from(
      { length: 400 },
      (_, index) => `Sentence number ${String(index)} is true [1].`,
    );
    stage.newshound.prepares().ends(anAnswer({ text: sentences.join(' ') }));
    const { id } = carol.runs('ask', { question: 'Everything?' });
    await stage.until(carol.sees('Discord lets me say no more here.'));
    const shown = carol.screen.map(({ content }) => content);
    expect(shown).toHaveLength(5);
    expect(stage.sandbox.state.interactions.get(id)?.followUps).toBe(4);
    const [said = '', notice] = shown.join(' ').split('\n\n-# ');
    const words = said.split(/\s+/);
    expect(words).toEqual(sentences.join(' ').split(' ').slice(0, words.length));
    expect(words.slice(-2)).toEqual(['true', '[1].']);
    expect(notice).toMatch(/^Discord lets me say no more here/);
    expect(stage.store.unsettled()).toEqual([]);
  });

  test('says so when time is up', async () => {
    const carol = somebody(stage);
    const script = stage.newshound.prepares();
    carol.runs('ask', { question: 'Why?' });
    script.yields({ type: 'queued', position: 9 });
    await stage.until(carol.sees('number 9'));
    stage.clock.advance(14 * 60_000);
    await stage.until(carol.sees('This took longer than Discord lets an answer take.'));
  });
});

describe('a server that keeps to itself what strangers’ apps say', () => {
  test('is answered in private, and sharing is refused in words', async () => {
    const carol = stage.sandbox.personElsewhere('carol');
    const guild = stage.sandbox.state.guilds.get(carol.channel.guildId ?? '')!;
    for (const role of guild.roles) role.permissions &= ~PermissionFlagsBits.UseExternalApps;
    stage.newshound.prepares().ends(anAnswer());
    carol.runs('ask', { question: 'Why?', private: false });
    const answer = await stage.until(carol.sees('Sources'));
    expect(isAlone(answer)).toBe(true);
    carol.clicks('Show to everybody', answer);
    await stage.until(carol.sees('This server shows what I say here to nobody but you.'));
  });
});
