import { phrases } from '../../i18n/phrases.ts';
import { AnswerPlace } from '../answers/answer-place.ts';
import { newRecord } from '../answers/answer-record.ts';
import { deliver } from '../answers/deliver.ts';
import { isAlwaysPrivate, originAt } from '../answers/interaction-origin.ts';
import { respondLater, tellPrivately } from '../answers/respond.ts';
import { frameOf, placeTools } from '../bot-context.ts';
import type { Component } from './component.ts';

/** Shows a private answer to everybody in the channel, once, naming who asked. */
export const share: Component = {
  name: 'share',
  forAsker: true,
  async run(interaction, record, context) {
    const { store, clock } = context;
    const words = phrases(frameOf(interaction.locale) ?? record.frame ?? 'en');
    if (isAlwaysPrivate(interaction)) {
      await tellPrivately(context, interaction, words.cannotShareHere);
      return;
    }
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
      // Above the answer already where it came by a form.
      showsQuestion: record.showsQuestion !== true,
      origin: originAt(interaction, false),
    });
    if (!store.begin(shared)) return;
    // Its texts are not needed again: an answer is shared once.
    store.save({ ...record, texts: [] });
    await respondLater(context, interaction, false);
    await deliver(
      new AnswerPlace(shared, placeTools(context)),
      { ending: 'answer', texts, receipts },
      context,
    );
  },
};
