import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import { MOST_QUESTION_LENGTH } from '../../domain/answer.ts';
import { type Phrases, phrases } from '../../i18n/phrases.ts';
import { isPrivate, newRecord } from '../answers/answer-record.ts';
import { isAlwaysPrivate, originAt } from '../answers/interaction-origin.ts';
import { respondLater, showForm, tellPrivately } from '../answers/respond.ts';
import { takeQuestion } from '../answers/take-question.ts';
import { frameOf, wordsFor } from '../bot-context.ts';
import type { Component } from './component.ts';
import { customId } from './custom-id.ts';

/** The only field of the form. */
const FIELD = 'question';

/**
 * Asks a further question by a form, for everybody: a reply to an answer that responds to a command reaches the bot
 * without its words.
 */
export const askOn: Component = {
  name: 'askon',
  forAsker: false,

  async run(interaction, record, context) {
    const words = phrases(frameOf(interaction.locale) ?? record.frame ?? 'en');
    await showForm(context, interaction, questionForm(record.id, words));
  },

  async submit(interaction, earlier, context) {
    const frame = frameOf(interaction.locale);
    const question = questionIn(interaction.fields.fields.get(FIELD));
    const words = wordsFor(question, frame);
    if (question === '') {
      await tellPrivately(context, interaction, words.emptyQuestion);
      return;
    }
    if (question.length > MOST_QUESTION_LENGTH) {
      await tellPrivately(context, interaction, words.questionTooLong(question.length, MOST_QUESTION_LENGTH));
      return;
    }
    const { channelId } = interaction;
    if (channelId === null) throw new Error('a form was sent from no channel');
    // Of an answer that is forgotten nobody knows whether others could see it.
    const forAskerAlone = earlier === undefined || isPrivate(earlier) || isAlwaysPrivate(interaction);
    const record = newRecord({
      id: interaction.id,
      channelId,
      askerId: interaction.user.id,
      askedAt: context.clock.now(),
      question,
      frame,
      showsQuestion: true,
      origin: originAt(interaction, forAskerAlone),
    });
    const door = {
      accept: () => respondLater(context, interaction, forAskerAlone),
      refuse: (sentence: string) => tellPrivately(context, interaction, sentence),
    };
    await takeQuestion(record, door, words, context);
  },
};

function questionForm(answerId: string, words: Phrases): APIModalInteractionResponseCallbackData {
  const { title, field, example } = words.askOnForm;
  return {
    custom_id: customId(askOn.name, answerId),
    title,
    components: [
      {
        type: ComponentType.Label,
        label: field,
        component: {
          type: ComponentType.TextInput,
          custom_id: FIELD,
          style: TextInputStyle.Paragraph,
          placeholder: example,
          required: true,
          max_length: MOST_QUESTION_LENGTH,
        },
      },
    ],
  };
}

/** The words in a field; empty where there is no such field of text. */
function questionIn(field: object | undefined): string {
  const value = field !== undefined && 'value' in field ? field.value : undefined;
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '';
}
