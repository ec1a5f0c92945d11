import { isPrivate, newRecord } from '../answers/answer-record.ts';
import { originAt } from '../answers/interaction-origin.ts';
import { tellPrivately, updateLater } from '../answers/respond.ts';
import { takeQuestion } from '../answers/take-question.ts';
import { frameOf, wordsFor } from '../bot-context.ts';
import type { Component } from './component.ts';

/** Asks the question of an answer that was interrupted once more, in the same message. */
export const retry: Component = {
  name: 'retry',
  forAsker: true,
  async run(interaction, asked, context) {
    const { question, askerId, channelId, showsQuestion } = asked;
    // Pressed twice: the message belongs to the newer question already, unless that was lost before it was shown.
    const shown = context.store.byMessage(interaction.message.id);
    if (
      shown !== undefined &&
      shown.id !== asked.id &&
      !(shown.phase === 'done' && shown.ending !== 'answer')
    ) {
      await updateLater(context, interaction);
      return;
    }
    const frame = frameOf(interaction.locale);
    const record = newRecord({
      id: interaction.id,
      channelId,
      askerId,
      askedAt: context.clock.now(),
      question,
      frame,
      ...(showsQuestion === true && { showsQuestion }),
      origin: originAt(interaction, isPrivate(asked)),
    });
    const door = {
      accept: () => updateLater(context, interaction),
      refuse: (sentence: string) => tellPrivately(context, interaction, sentence),
    };
    const inSameMessage = { ...record, messages: [interaction.message.id] };
    await takeQuestion(inSameMessage, door, wordsFor(question, frame), context);
  },
};
