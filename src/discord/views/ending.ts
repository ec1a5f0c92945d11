import { phrases } from '../../i18n/phrases.ts';
import type { AnswerRecord } from '../answers/answer-record.ts';
import type { Row, View } from '../message-options.ts';
import { receiptSelect, retryButton, shareButton } from './controls.ts';

/**
 * The messages with which a question ends, made of its record alone, so that a process that starts anew shows the
 * same. What can be pressed stands below the last one.
 */
export function endingViews(record: AnswerRecord): View[] {
  const last = record.texts.length - 1;
  return record.texts.map((content, index) => ({ content, rows: index === last ? rowsOf(record) : [] }));
}

function rowsOf({ id, frame, ending, receipts, origin }: AnswerRecord): Row[] {
  const words = phrases(frame ?? 'en');
  if (ending === 'stopped') return [retryButton(id, words)];
  const isPrivate = origin.kind === 'interaction' && origin.private;
  return [
    ...(receipts.length > 0 ? [receiptSelect(id, receipts, words)] : []),
    ...(isPrivate ? [shareButton(id, words)] : []),
  ];
}
