import type { ReindexReport } from '../newshound.ts';
import { visibleLine } from './visible.ts';

/** What a reindex did, as the terminal shows it. */
export function renderReport(report: ReindexReport): string {
  const counts = (['added', 'changed', 'unchanged', 'removed'] as const)
    .map((name) => `${String(report[name])} ${name}`)
    .concat(`${String(report.rejected.length)} rejected`)
    .join(', ');
  const rejected = report.rejected
    .slice(0, MOST_SHOWN)
    .map(({ locator, reason }) => `  ${visibleLine(locator)}: ${visibleLine(reason)}`);
  const more = report.rejected.length - rejected.length;
  if (more > 0) rejected.push(`  and ${String(more)} more`);
  if (rejected.length > 0) rejected.push(`In quarantine (${kinds(report)}): \`npm run quarantine -- list\``);
  const size = `${String(report.articles)} articles in ${String(report.passages)} passages, embedded by ${report.embedder}, ${report.totalSeconds.toFixed(1)} s`;
  return `${[counts, ...rejected, ...corrections(report), size].join('\n')}\n`;
}

function corrections({ corrected }: ReindexReport): string[] {
  if (corrected === 0) return [];
  const articles = corrected === 1 ? '1 article' : `${String(corrected)} articles`;
  return [`Taken out of ${articles} read before: what repeats on the pages of their site`];
}

/** Rejections that are named one by one. */
const MOST_SHOWN = 20;

/** "2 too-short, 1 cookie-wall" */
function kinds({ rejected }: ReindexReport): string {
  const counts = new Map<string, number>();
  for (const { kind } of rejected) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${String(count)} ${kind}`).join(', ');
}
