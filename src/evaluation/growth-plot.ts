import { extrapolate, type GrowthPoint, type Measure, MEASURES } from './growth.ts';

/** One SVG: a panel for each figure over the size of the collection on a logarithmic axis, what was not measured dashed. */

const PANEL = { width: 290, height: 200, left: 52, right: 22, top: 34, bottom: 30 } as const;
const COLUMNS = 3;
const ROWS = Math.ceil(MEASURES.length / COLUMNS);
const WIDTH = COLUMNS * PANEL.width;
const HEIGHT = ROWS * PANEL.height + 24;

/**
 * @param points measured sizes, ascending; two at least
 * @param target size of the extrapolation, above all of them
 */
export function growthPlot(points: readonly GrowthPoint[], target: number): string {
  const panels = MEASURES.map((measure, index) => {
    const x = (index % COLUMNS) * PANEL.width;
    const y = Math.floor(index / COLUMNS) * PANEL.height;
    return `<g transform="translate(${String(x)} ${String(y)})">${panel(points, measure, target)}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}" width="${String(WIDTH)}" height="${String(HEIGHT)}" font-family="system-ui, sans-serif" font-size="11" role="img" aria-label="Figures of Newshound by size of the collection">
<rect width="100%" height="100%" fill="#fff"/>
${panels.join('\n')}
<text x="12" y="${String(HEIGHT - 10)}" fill="#6a717c">Passages on a logarithmic axis. Dots were measured; the dashed line to the ring is extrapolated.</text>
</svg>
`;
}

function panel(points: readonly GrowthPoint[], measure: Measure, target: number): string {
  const { key, scale, name, unit } = measure;
  const beyond = extrapolate(points, measure, target);
  const values = points.map((point) => point[key] * scale);
  const most = niceAbove(Math.max(...values, (beyond ?? 0) * scale));
  const [first, last] = [Math.log10(points[0]?.passages ?? 1), Math.log10(target)];
  const x = (passages: number): number =>
    PANEL.left + ((Math.log10(passages) - first) / (last - first)) * (PANEL.width - PANEL.left - PANEL.right);
  const y = (value: number): number =>
    PANEL.height - PANEL.bottom - (value / most) * (PANEL.height - PANEL.top - PANEL.bottom);

  const levels = [0, most / 2, most].map(
    (level) =>
      `<line x1="${String(PANEL.left)}" x2="${String(PANEL.width - PANEL.right)}" y1="${at(y(level))}" y2="${at(y(level))}" stroke="#e1e4e8"/><text x="${String(PANEL.left - 6)}" y="${at(y(level) + 4)}" text-anchor="end" fill="#6a717c">${number(level)}</text>`,
  );
  const sizes: number[] = [];
  for (let power = Math.ceil(first - 1e-9); power <= last + 1e-9; power++) sizes.push(10 ** power);
  const ticks = sizes.map(
    (size) =>
      `<text x="${at(x(size))}" y="${String(PANEL.height - PANEL.bottom + 15)}" text-anchor="middle" fill="#6a717c">${number(size)}</text>`,
  );
  const way = points.map((point, index) => `${at(x(point.passages))},${at(y(values[index] ?? 0))}`);
  const dots = points.map(
    (point, index) =>
      `<circle cx="${at(x(point.passages))}" cy="${at(y(values[index] ?? 0))}" r="3.5" fill="#1f6feb"/>`,
  );
  const dashed =
    beyond === null
      ? ''
      : `<polyline points="${way.at(-1) ?? ''} ${at(x(target))},${at(y(beyond * scale))}" fill="none" stroke="#1f6feb" stroke-width="1.5" stroke-dasharray="4 4"/><circle cx="${at(x(target))}" cy="${at(y(beyond * scale))}" r="3.5" fill="#fff" stroke="#1f6feb" stroke-width="1.5"/>`;
  return [
    `<text x="${String(PANEL.left)}" y="20" font-weight="600" fill="#1c1f24">${name} (${unit})</text>`,
    ...levels,
    ...ticks,
    `<polyline points="${way.join(' ')}" fill="none" stroke="#1f6feb" stroke-width="2"/>`,
    dashed,
    ...dots,
  ].join('');
}

/** 1, 2 or 5 times a power of ten, not below the value. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

function number(value: number): string {
  if (value >= 1e6) return `${String(value / 1e6)} M`;
  return value >= 10_000 ? `${String(value / 1000)} k` : String(value);
}

function at(value: number): string {
  return value.toFixed(1);
}
