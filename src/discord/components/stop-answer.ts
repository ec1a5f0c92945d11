import { tellPrivately, updateLater } from '../answers/respond.ts';
import { frameOf, wordsFor } from '../bot-context.ts';
import type { Component } from './component.ts';

/** Stops the answer that is being written; the answer itself then says so. */
export const stopAnswer: Component = {
  name: 'stop',
  forAsker: true,
  async run(interaction, { id, question }, context) {
    if (context.running.stop(id, 'asker')) {
      await updateLater(context, interaction);
      return;
    }
    const words = wordsFor(question, frameOf(interaction.locale));
    await tellPrivately(context, interaction, words.nothingToStop);
  },
};
