import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Way } from './crash-drill.ts';
import { anAnswer } from './fake-newshound.ts';

/** The ways to ask whose bot is killed; in each of them other requests show the answer. */
export const WAYS: readonly Way[] = [
  {
    name: 'a command',
    ask: (person) => person.runs('ask', { question: 'Why?' }),
    untold: 'interrupted',
  },
  {
    name: 'a private command',
    ask: (person) => person.runs('ask', { question: 'Why?', private: true }),
    untold: 'no response',
  },
  {
    name: 'a mention',
    ask: (person, { sandbox }) => person.mentions(sandbox.bot, 'Why?'),
    untold: 'interrupted',
  },
];

/** The same where more than one thing comes together. */
export const MORE_WAYS: readonly Way[] = [
  {
    name: 'a mention where the history is hidden',
    ask: (person, { sandbox }) => person.mentions(sandbox.bot, 'Why?'),
    untold: 'interrupted',
    deniedToBot: PermissionFlagsBits.ReadMessageHistory,
  },
  {
    name: 'a command where the bot may not write',
    ask: (person) => person.runs('ask', { question: 'Why?' }),
    untold: 'no response',
    deniedToBot: PermissionFlagsBits.SendMessages,
  },
  {
    name: 'the button “Ask again”',
    before: async (person, stage) => {
      const script = stage.newshound.prepares();
      person.runs('ask', { question: 'Why?' });
      script.yields({ type: 'stage', stage: 'searching', articles: 31 });
      person.clicks('Stop', await stage.until(person.sees('Searching')));
      await stage.until(person.sees('This answer was stopped'));
    },
    ask: (person) => person.clicks('Ask again'),
    untold: 'interrupted',
  },
  {
    name: 'the form of “Ask on”',
    before: async (person, stage) => {
      stage.newshound.prepares().ends(anAnswer());
      person.runs('ask', { question: 'Who?' });
      person.clicks('Ask on', await stage.until(person.sees('Sources')));
      await stage.until(person.until('see the form', () => person.form));
    },
    ask: (person) => person.submits({ 'Your next question': 'Why?' }),
    untold: 'interrupted',
  },
];
