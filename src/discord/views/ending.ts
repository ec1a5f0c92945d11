import { phrases } from '../../i18n/phrases.ts';
import { type AnswerRecord, isPrivate } from '../answers/answer-record.ts';
import type { Row, View } from '../message-options.ts';
import { askOnButton, buttonRow, receiptSelect, retryButton, shareButton } from './controls.ts';

/**
 * The messages with which a question ends, made of its record alone, so that a process that starts anew shows the
 * same. What can be pressed stands below the last one.
 */
export function endingViews(record: AnswerRecord): View[] {
  const last = record.texts.length - 1;
  return record.texts.map((content, index) => ({ content, rows: index === last ? rowsOf(record) : [] }));
}

function rowsOf(record: AnswerRecord): Row[] {
  const { id, frame, ending, receipts } = record;
  const words = phrases(frame ?? 'en');
  if (ending === 'stopped') return [buttonRow(retryButton(id, words))];
  return [
    ...(receipts.length > 0 ? [receiptSelect(id, receipts, words)] : []),
    buttonRow(askOnButton(id, words), ...(isPrivate(record) ? [shareButton(id, words)] : [])),
  ];
}
