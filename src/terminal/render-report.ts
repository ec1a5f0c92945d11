import type { ReindexReport } from '../newshound.ts';
import { visibleLine } from './visible.ts';

/** What a reindex did, as the terminal shows it. */
export function renderReport(report: ReindexReport): string {
  const counts = (['added', 'changed', 'unchanged', 'removed'] as const)
    .map((name) => `${String(report[name])} ${name}`)
    .concat(`${String(report.rejected.length)} rejected`)
    .join(', ');
  const rejected = report.rejected.map(
    ({ locator, reason }) => `  ${visibleLine(locator)}: ${visibleLine(reason)}`,
  );
  const size = `${String(report.articles)} articles in ${String(report.passages)} passages, embedded by ${report.embedder}, ${report.totalSeconds.toFixed(1)} s`;
  return `${[counts, ...rejected, size].join('\n')}\n`;
}
