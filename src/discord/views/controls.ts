import { type APIButtonComponentWithCustomId, ButtonStyle, ComponentType } from 'discord.js';
import type { Phrases } from '../../i18n/phrases.ts';
import type { Receipt } from '../answers/answer-record.ts';
import { customId } from '../components/custom-id.ts';
import type { Row } from '../message-options.ts';
import { oneLine } from './markdown.ts';

/** What can be pressed below an answer; pure. Labels and descriptions are plain text to Discord, without markdown. */

/** Most options of a select, and characters of their texts. Source: components/reference.mdx#string-select. */
const MOST_OPTIONS = 25;
const MOST_LABEL = 100;

type Button = APIButtonComponentWithCustomId;

/** Buttons beside each other. */
export function buttonRow(...buttons: readonly Button[]): Row {
  return { type: ComponentType.ActionRow, components: [...buttons] };
}

function button(label: string, style: Button['style'], id: string): Button {
  return { type: ComponentType.Button, style, label, custom_id: id };
}

export function stopButton(answerId: string, words: Phrases): Button {
  return button(words.stop, ButtonStyle.Danger, customId('stop', answerId));
}

export function retryButton(answerId: string, words: Phrases): Button {
  return button(words.askAgain, ButtonStyle.Secondary, customId('retry', answerId));
}

export function shareButton(answerId: string, words: Phrases): Button {
  return button(words.share, ButtonStyle.Secondary, customId('share', answerId));
}

export function askOnButton(answerId: string, words: Phrases): Button {
  return button(words.askOn, ButtonStyle.Secondary, customId('askon', answerId));
}

/** A select that opens the passages of an answer. */
export function receiptSelect(answerId: string, receipts: readonly Receipt[], words: Phrases): Row {
  const options = receipts.slice(0, MOST_OPTIONS).map(({ n, title, outlet, publishedAt }) => {
    const from = [outlet, publishedAt === null ? null : words.date(publishedAt)];
    const description = oneLine(from.filter((part) => part !== null).join(', '), MOST_LABEL - 2);
    return {
      label: oneLine(`[${String(n)}] ${title}`, MOST_LABEL - 2),
      value: String(n),
      ...(description !== '' && { description }),
    };
  });
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: customId('receipts', answerId),
        placeholder: words.openPassage,
        options,
      },
    ],
  };
}
