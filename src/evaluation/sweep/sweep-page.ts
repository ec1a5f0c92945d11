import type { SweepRow } from './sweep.ts';

/**
 * One self-contained HTML page: for each set a table and a plot of means with their 95 % intervals.
 * @param made ISO 8601 day
 */
export function sweepPage(rows: readonly SweepRow[], made: string): string {
  const sets = [...new Set(rows.map(({ set }) => set))];
  const sections = sets.map((set) =>
    section(
      set,
      rows.filter((row) => row.set === set),
    ),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Newshound: ways to rank</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Ways to rank the same candidates</h1>
<p>nDCG@10 with 95 % intervals (bootstrap over questions), ${escape(made)}. The difference is to Newshound's own order with
the same embedder on the same questions (paired bootstrap); “sure” marks those whose interval leaves out 0.</p>
${sections.join('\n')}
</body>
</html>
`;
}

function section(set: string, rows: readonly SweepRow[]): string {
  return `<section>
<h2>${escape(set)}</h2>
${plot(rows)}
<table>
<thead><tr><th>embedder</th><th>order</th><th>nDCG@10</th><th>95 %</th><th>difference</th><th>95 %</th><th></th></tr></thead>
<tbody>
${rows.map(tableRow).join('\n')}
</tbody>
</table>
</section>`;
}

function tableRow({ embedder, fusion, 'nDCG@10': value, ci, difference }: SweepRow): string {
  const compared =
    difference === null
      ? ['', '', '']
      : [
          signed(difference.difference),
          `${signed(difference.low)} to ${signed(difference.high)}`,
          isSure(difference) ? 'sure' : '',
        ];
  const cells = [
    shortName(embedder),
    fusion,
    value.toFixed(3),
    `${ci[0].toFixed(3)} to ${ci[1].toFixed(3)}`,
    ...compared,
  ];
  return `<tr${difference === null ? ' class="own"' : ''}>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`;
}

const PLOT = { label: 380, width: 420, line: 24, top: 26 } as const;

/** A dot and an interval for each row, on one scale for the set. */
function plot(rows: readonly SweepRow[]): string {
  const least = Math.floor(Math.min(...rows.map(({ ci }) => ci[0])) * 10) / 10;
  const x = (value: number): number => PLOT.label + ((value - least) / (1 - least)) * PLOT.width;
  const height = PLOT.top + rows.length * PLOT.line + 6;
  const ticks = Array.from({ length: Math.round((1 - least) * 10) + 1 }, (_, index) => least + index / 10);
  const grid = ticks.map(
    (tick) =>
      `<line class="grid" x1="${at(x(tick))}" x2="${at(x(tick))}" y1="${String(PLOT.top - 8)}" y2="${String(height)}"/><text class="tick" x="${at(x(tick))}" y="14">${tick.toFixed(1)}</text>`,
  );
  const marks = rows.map(({ embedder, fusion, 'nDCG@10': value, ci, difference }, index) => {
    const y = PLOT.top + index * PLOT.line + PLOT.line / 2;
    const own = difference === null ? ' own' : '';
    return `<text class="label${own}" x="${String(PLOT.label - 12)}" y="${at(y + 4)}">${escape(`${fusion} · ${shortName(embedder)}`)}</text><line class="interval${own}" x1="${at(x(ci[0]))}" x2="${at(x(ci[1]))}" y1="${at(y)}" y2="${at(y)}"/><circle class="dot${own}" cx="${at(x(value))}" cy="${at(y)}" r="4.5"/>`;
  });
  const width = PLOT.label + PLOT.width + 24;
  return `<svg viewBox="0 0 ${String(width)} ${String(height)}" role="img" aria-label="Means and intervals, as in the table">${grid.join('')}${marks.join('')}</svg>`;
}

/** "hf:models/e5" is "hf:e5": the folder says nothing about the model. */
function shortName(embedder: string): string {
  return embedder.replace(/^(\w+:).*\//, '$1');
}

function isSure({ low, high }: { readonly low: number; readonly high: number }): boolean {
  return low > 0 || high < 0;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}

function at(value: number): string {
  return value.toFixed(1);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1c1f24, #e6e8eb); --soft: light-dark(#6a717c, #9aa3af); --line: light-dark(#e1e4e8, #343a42); --own: light-dark(#1f6feb, #6cb0ff); }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .9rem; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 500; } tr.own td { font-weight: 600; }
svg { width: 100%; height: auto; margin: .5rem 0 1rem; font-size: 12px; }
.grid { stroke: var(--line); } .tick { fill: var(--soft); text-anchor: middle; }
.label { fill: var(--ink); text-anchor: end; } .label.own { font-weight: 600; }
.interval { stroke: var(--soft); stroke-width: 2; } .dot { fill: var(--soft); }
.interval.own { stroke: var(--own); } .dot.own { fill: var(--own); }
`;
