import type { Person } from '../../../../src/sandbox/people/person.ts';
import type { Interaction, Message } from '../../../../src/sandbox/state.ts';
import { articleOf } from '../../collection.ts';
import type { BotStage } from '../bot-stage.ts';
import { aCitation, anAnswer } from '../fake-newshound.ts';
import { send } from '../raw-client.ts';

/** The ways to ask, step by step. */

/** Somebody who asks in one place. */
export interface Asking {
  readonly stage: BotStage;
  readonly person: Person;
  /** In the question, and in no other. */
  readonly word: string;
  /** What the person did last, where it was no message. */
  interaction: Interaction | undefined;
  /** The message of the bot that this is about. */
  about: Message | undefined;
}

/** What a person does, one step after the other; in between the bot answers. */
export type Path = readonly ((asking: Asking) => Promise<void> | void)[];

/** A message of the bot that is there already, whatever its rights are now. */
async function botHasWritten(asking: Asking): Promise<void> {
  const { sandbox } = asking.stage;
  const { channel } = asking.person;
  const ruling = sandbox.state.channels.get(channel.thread?.parentId ?? channel.id) ?? channel;
  const denied = ruling.deniedToBot;
  ruling.deniedToBot = 0n;
  const path = `/channels/${channel.id}/messages`;
  const { body } = await send(sandbox, 'POST', path, { content: 'Good morning.' });
  ruling.deniedToBot = denied;
  asking.about = sandbox.state.messages.get((body as { id: string }).id);
  if (asking.about === undefined) throw new Error('the bot cannot have written there');
}

function runsAsk(asking: Asking, options: Readonly<Record<string, boolean>> = {}): void {
  asking.interaction = asking.person.runs('ask', { question: `Why did ${asking.word} come?`, ...options });
}

const asks =
  (options: Readonly<Record<string, boolean>> = {}) =>
  (asking: Asking): void => {
    asking.stage.newshound.prepares(asking.word).ends(anAnswer());
    runsAsk(asking, options);
  };

/** Asks something whose answer takes its time. */
function asksForLong(asking: Asking): void {
  const script = asking.stage.newshound.prepares(asking.word);
  script.yields({ type: 'stage', stage: 'searching', articles: 31 });
  runsAsk(asking);
}

function replies(asking: Asking): void {
  const to = asking.about ?? responseTo(asking);
  asking.interaction = undefined;
  asking.stage.newshound.prepares(asking.word).ends(anAnswer());
  asking.person.replies(to, `Why did ${asking.word} come?`);
}

function responseTo({ stage, interaction }: Asking): Message {
  const message = stage.sandbox.state.messages.get(interaction?.responseId ?? '');
  if (message === undefined) throw new Error('there is no answer');
  return message;
}

const presses =
  (button: string) =>
  (asking: Asking): void => {
    asking.about = responseTo(asking);
    asking.interaction = asking.person.clicks(button, asking.about);
  };

export const PATHS: Readonly<Record<string, Path>> = {
  '/ask': [asks()],
  '/ask private:True': [asks({ private: true })],
  mention: [
    ({ stage, person, word }) => {
      stage.newshound.prepares(word).ends(anAnswer());
      person.mentions(stage.sandbox.bot, `Why did ${word} come?`);
    },
  ],
  'reply to the bot': [botHasWritten, replies],
  'reply under /ask': [asks(), replies],
  'plain message': [
    ({ stage, person, word }) => {
      stage.newshound.prepares(word).ends(anAnswer());
      person.says(`Why did ${word} come?`);
    },
  ],
  'menu of passages': [
    asks(),
    (asking) => {
      const { articleId, quote: text } = aCitation();
      asking.stage.newshound.passages.set(articleId, { text, article: articleOf({ text }), isCurrent: true });
      const menu = 'Read the passages behind this answer …';
      asking.interaction = asking.person.selectsOn(responseTo(asking), menu, '1');
    },
  ],
  'Stop, Ask again': [
    asksForLong,
    presses('Stop'),
    (asking) => {
      asking.stage.newshound.prepares(asking.word).ends(anAnswer());
      presses('Ask again')(asking);
    },
  ],
  'Show to everybody': [asks({ private: true }), presses('Show to everybody')],
  'Ask on': [
    asks(),
    presses('Ask on'),
    (asking) => {
      asking.stage.newshound.prepares(`next ${asking.word}`).ends(anAnswer());
      asking.interaction = asking.person.submits({
        'Your next question': `Why did the next ${asking.word} come?`,
      });
    },
  ],
};
