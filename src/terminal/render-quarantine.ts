import type { Quarantined } from '../library/quarantine.ts';
import { visible, visibleLine } from './visible.ts';

/** What is in quarantine, a line each, and what can be done about it. */
export function renderQuarantineList(waiting: readonly Quarantined[]): string {
  if (waiting.length === 0) return 'Nothing is in quarantine.\n';
  const lines = waiting.map(
    ({ id, kind, locator, reason }) =>
      `${id}  ${kind.padEnd(14)}  ${visibleLine(locator)}: ${visibleLine(reason)}`,
  );
  return `${lines.join('\n')}\n${String(waiting.length)} in quarantine. \`show <id>\` shows one, \`accept <id>\` takes it as an article, \`retry\` reads all again.\n`;
}

/** One of them, with the beginning of its text. */
export function renderQuarantined(one: Quarantined): string {
  const lines = [
    `${one.id}  ${one.kind}${one.acceptedAt === null ? '' : `, accepted ${one.acceptedAt}`}`,
    `${visibleLine(one.locator)}: ${visibleLine(one.reason)}`,
    `first seen ${one.firstSeenAt}, last seen ${one.lastSeenAt}`,
    ...(one.title === null ? [] : [visibleLine(one.title)]),
    ...(one.url === null ? [] : [visibleLine(one.url)]),
  ];
  if (one.excerpt === null) return `${lines.join('\n')}\nThere is no text in it that could be accepted.\n`;
  const left = one.characters - one.excerpt.length;
  return `${lines.join('\n')}\n\n${visible(one.excerpt)}\n${left > 0 ? `… and ${String(left)} characters more\n` : ''}`;
}
