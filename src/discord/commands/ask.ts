import { ApplicationCommandOptionType } from 'discord.js';
import { MOST_QUESTION_LENGTH } from '../../domain/answer.ts';
import { newRecord } from '../answers/answer-record.ts';
import { respondLater, tellPrivately } from '../answers/respond.ts';
import { takeQuestion } from '../answers/take-question.ts';
import { frameOf, wordsFor } from '../bot-context.ts';
import { mayWriteAt } from '../may-write.ts';
import type { Command } from './command.ts';

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
    const question = interaction.options.getString('question', true);
    const isPrivate = false;
    const frame = frameOf(interaction.locale);
    const record = newRecord({
      id: interaction.id,
      channelId: interaction.channelId,
      askerId: interaction.user.id,
      askedAt: context.clock.now(),
      question,
      frame,
      origin: {
        kind: 'interaction',
        token: interaction.token,
        private: isPrivate,
        mayWrite: mayWriteAt(interaction),
      },
    });
    const door = {
      accept: () => respondLater(context, interaction, isPrivate),
      refuse: (sentence: string) => tellPrivately(context, interaction, sentence),
    };
    await takeQuestion(record, door, wordsFor(question, frame), context);
  },
} as const satisfies Command;
