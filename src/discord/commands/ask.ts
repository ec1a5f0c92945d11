import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord.js';
import { MOST_QUESTION_LENGTH } from '../../domain/answer.ts';
import { newRecord } from '../answers/answer-record.ts';
import { isAlwaysPrivate, isPrivateByDefault, originAt } from '../answers/interaction-origin.ts';
import { respondLater, tellPrivately } from '../answers/respond.ts';
import { takeQuestion } from '../answers/take-question.ts';
import { frameOf, wordsFor } from '../bot-context.ts';
import type { Command } from './command.ts';

/**
 * `/ask question: [private:]` answers below the command, for everybody or for the asker alone: on servers that have
 * added the bot, in direct messages with it, and wherever somebody is who has added it for themselves.
 */
export const ask = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'ask',
    name_localizations: { de: 'frag' },
    description: 'Ask the collected articles a question',
    description_localizations: { de: 'Stell den gesammelten Artikeln eine Frage' },
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
    contexts: [
      InteractionContextType.Guild,
      InteractionContextType.BotDM,
      InteractionContextType.PrivateChannel,
    ],
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
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'private',
        name_localizations: { de: 'privat' },
        description: 'Whether you alone see the answer; you can share it later',
        description_localizations: { de: 'Ob nur du die Antwort siehst; teilen kannst du sie später' },
      },
    ],
  },

  async run(interaction, context) {
    const question = interaction.options.getString('question', true);
    const wished = interaction.options.getBoolean('private') ?? isPrivateByDefault(interaction);
    const isPrivate = wished || isAlwaysPrivate(interaction);
    const frame = frameOf(interaction.locale);
    const record = newRecord({
      id: interaction.id,
      channelId: interaction.channelId,
      askerId: interaction.user.id,
      askedAt: context.clock.now(),
      question,
      frame,
      origin: originAt(interaction, isPrivate),
    });
    const door = {
      accept: () => respondLater(context, interaction, isPrivate),
      refuse: (sentence: string) => tellPrivately(context, interaction, sentence),
    };
    await takeQuestion(record, door, wordsFor(question, frame), context);
  },
} as const satisfies Command;
