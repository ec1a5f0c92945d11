import { phrases } from '../../i18n/phrases.ts';
import type { AnswerRecord } from '../answers/answer-record.ts';
import { MOST_TEXT } from './answer.ts';
import { oneLine, plainText } from './markdown.ts';
import { splitMessage } from './split-message.ts';

/** Most characters of the question above a draft. */
const MOST_IN_DRAFT = 200;

/** Who asked what, in one line; empty where the question is there to be read. */
export function draftHeading(record: AnswerRecord): string {
  if (record.showsQuestion !== true) return '';
  return headingFor(record, oneLine(record.question, MOST_IN_DRAFT));
}

/** The messages of an ending, below who asked what where the question is not there to be read; pure. */
export function headedMessages(record: AnswerRecord, texts: readonly string[]): string[] {
  if (record.showsQuestion !== true) return [...texts];
  const [first = '', ...more] = texts;
  const heading = headingFor(record, oneLine(record.question, Number.POSITIVE_INFINITY));
  return [...splitMessage(`${heading}\n\n${first}`, MOST_TEXT), ...more];
}

function headingFor({ askerId, frame }: AnswerRecord, question: string): string {
  return `**${phrases(frame ?? 'en').askedBy(`<@${askerId}>`)}** ${plainText(question)}`;
}
