import { ApplicationCommandOptionType } from 'discord.js';
import { MOST_QUESTION_LENGTH } from '../../domain/answer.ts';
import { answerQuestion } from '../answer-question.ts';
import { frameOf, wordsFor } from '../bot-context.ts';
import { messageOptions } from '../message-options.ts';
import type { Command } from './command.ts';

/** Discord lets a response be edited for 15 minutes; the last one is for saying that time is up. */
const DEADLINE_MS = 14 * 60_000;

/** `/ask question:` answers below the command. */
export const ask = {
  data: {
    name: 'ask',
    name_localizations: { de: 'frag' },
    description: 'Ask the collected articles a question',
    description_localizations: { de: 'Stell den gesammelten Artikeln eine Frage' },
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'question',
        name_localizations: { de: 'frage' },
        description: 'What you would like to know',
        description_localizations: { de: 'Was du wissen möchtest' },
        required: true,
        max_length: MOST_QUESTION_LENGTH,
      },
    ],
  },

  async run(interaction, context) {
    await interaction.deferReply();
    const text = interaction.options.getString('question', true);
    const frame = frameOf(interaction.locale);
    const place = {
      show: async (content: string) => {
        await interaction.editReply(messageOptions(content));
      },
      add: async (content: string) => {
        await interaction.followUp(messageOptions(content));
      },
    };
    const question = { text, ...(frame && { frame }) };
    await answerQuestion(question, place, wordsFor(text, frame), context, DEADLINE_MS);
  },
} as const satisfies Command;
