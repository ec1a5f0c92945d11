import { tellPrivately } from '../answers/respond.ts';
import { frameOf } from '../bot-context.ts';
import { phrases } from '../../i18n/phrases.ts';
import { passageMessage } from '../views/passage.ts';
import type { Component } from './component.ts';

/** Opens one passage of an answer for whoever wants to check it. */
export const receipts: Component = {
  name: 'receipts',
  forAsker: false,
  async run(interaction, record, context) {
    const words = phrases(frameOf(interaction.locale) ?? record.frame ?? 'en');
    const [chosen] = interaction.isStringSelectMenu() ? interaction.values : [];
    const receipt = record.receipts.find(({ n }) => String(n) === chosen);
    const opened = receipt && context.newshound.passage(receipt);
    const content =
      receipt && opened
        ? passageMessage(receipt.n, opened, words)
        : receipt
          ? words.passageGone
          : words.forgotten;
    await tellPrivately(context, interaction, content);
  },
};
