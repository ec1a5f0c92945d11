import { phrases } from '../../i18n/phrases.ts';
import { AnswerPlace } from '../answers/answer-place.ts';
import { newRecord } from '../answers/answer-record.ts';
import { deliver } from '../answers/deliver.ts';
import { respondLater, tellPrivately } from '../answers/respond.ts';
import { frameOf, placeTools } from '../bot-context.ts';
import { mayWriteAt } from '../may-write.ts';
import { plainText } from '../views/markdown.ts';
import { splitMessage } from '../views/split-message.ts';
import type { Component } from './component.ts';

/** Shows a private answer to everybody in the channel, once, naming who asked. */
export const share: Component = {
  name: 'share',
  forAsker: true,
  async run(interaction, record, context) {
    const { store, clock } = context;
    const words = phrases(frameOf(interaction.locale) ?? record.frame ?? 'en');
    if (record.texts.length === 0) {
      await tellPrivately(context, interaction, words.sharedAlready);
      return;
    }
    const { question, receipts, frame, askerId, channelId, texts } = record;
    const shared = newRecord({
      id: interaction.id,
      channelId,
      askerId,
      askedAt: clock.now(),
      question,
      frame,
      origin: {
        kind: 'interaction',
        token: interaction.token,
        private: false,
        mayWrite: mayWriteAt(interaction),
      },
    });
    if (!store.begin(shared)) return;
    // Its texts are not needed again: an answer is shared once.
    store.save({ ...record, texts: [] });
    await respondLater(context, interaction, false);
    const asked = `**${words.askedBy(`<@${askerId}>`)}** ${plainText(question)}`;
    const [first = '', ...more] = texts;
    const opening = splitMessage(`${asked}\n\n${first}`);
    const place = new AnswerPlace(shared, placeTools(context));
    await deliver(place, { ending: 'answer', texts: [...opening, ...more], receipts }, context);
  },
};
