import { newRecord } from '../answers/answer-record.ts';
import { tellPrivately, updateLater } from '../answers/respond.ts';
import { takeQuestion } from '../answers/take-question.ts';
import { frameOf, wordsFor } from '../bot-context.ts';
import { mayWriteAt } from '../may-write.ts';
import type { Component } from './component.ts';

/** Asks the question of an answer that was interrupted once more, in the same message. */
export const retry: Component = {
  name: 'retry',
  forAsker: true,
  async run(interaction, { id, origin, question, askerId, channelId }, context) {
    // Pressed twice: the message belongs to the newer question already.
    if (context.store.byMessage(interaction.message.id)?.id !== id) {
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
      origin: {
        kind: 'interaction',
        token: interaction.token,
        private: origin.kind === 'interaction' && origin.private,
        mayWrite: mayWriteAt(interaction),
      },
    });
    const door = {
      accept: () => updateLater(context, interaction),
      refuse: (sentence: string) => tellPrivately(context, interaction, sentence),
    };
    const inSameMessage = { ...record, messages: [interaction.message.id] };
    await takeQuestion(inSameMessage, door, wordsFor(question, frame), context);
  },
};
