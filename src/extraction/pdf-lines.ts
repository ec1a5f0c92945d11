/** A piece of text on a page as pdf.js gives it: `transform` holds its size and, as fifth and sixth, its place. */
export interface PdfItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** A line of text on a page; places in points from the lower left corner. */
export interface PdfLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  /** Of the largest letters in it. */
  readonly size: number;
}

/** Smaller letters are not for people. */
const LEAST_SIZE = 2.5;
/** Parts of a letter's size: how far apart pieces of one line stand at most, and from where on a gap is a space. */
const SAME_BASELINE = 0.4;
const SPACE = 0.15;
/** A gap of so many letters' sizes is the gutter between two columns. */
const GUTTER = 3;

/**
 * Joins the pieces of a page into lines, in the order in which the page draws them, which is the order of reading in what text
 * programs write. What lies outside the page or is too small to be read is left out.
 * @param view left, bottom, right, top
 */
export function linesOf(items: readonly PdfItem[], view: readonly number[]): PdfLine[] {
  const [left = 0, bottom = 0, right = Infinity, top = Infinity] = view;
  const lines: PdfLine[] = [];
  let line: { -readonly [Key in keyof PdfLine]: PdfLine[Key] } | null = null;
  const flush = (): void => {
    if (line !== null && line.text.trim() !== '') lines.push({ ...line, text: line.text.trim() });
    line = null;
  };
  for (const { str, transform, width, height } of items) {
    const [a = 0, b = 0, , , x = 0, y = 0] = transform;
    const size = height > 0 ? height : Math.hypot(a, b);
    if (str.trim() === '') {
      if (line !== null && str !== '' && !line.text.endsWith(' ')) line.text += ' ';
      continue;
    }
    if (size < LEAST_SIZE || x < left - 1 || x > right + 1 || y < bottom - 1 || y > top + 1) continue;
    // Text that runs up or down is a mark at the margin.
    if (Math.abs(b) > Math.abs(a)) continue;
    const gap: number = line === null ? 0 : x - line.right;
    const joins: boolean =
      line !== null &&
      Math.abs(y - line.baseline) < SAME_BASELINE * Math.max(size, line.size) &&
      gap > -size &&
      gap < GUTTER * size;
    if (line !== null && joins) {
      const spaced: boolean = gap > SPACE * size && !line.text.endsWith(' ');
      line.text += (spaced ? ' ' : '') + str;
      line.right = Math.max(line.right, x + width);
      line.size = Math.max(line.size, size);
    } else {
      flush();
      line = { text: str, left: x, right: x + width, baseline: y, size };
    }
  }
  flush();
  return lines;
}

/** Lines at the edge of a page that are looked at, above and below. */
const EDGE_LINES = 2;
const PAGE_NUMBER =
  /^[\s–—|-]*(?:(?:page|seite|s\.|p\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|von|\/)\s*\d{1,4})?[\s–—|-]*$/i;

/** Takes out page numbers, and what stands at the edge of at least half of the pages, whatever number is in it. */
export function withoutRunningHeads(pages: readonly (readonly PdfLine[])[]): PdfLine[][] {
  const seen = new Map<string, number>();
  const edges = pages.map((lines) => {
    const byHeight = [...lines].sort((one, other) => other.baseline - one.baseline);
    return new Set([...byHeight.slice(0, EDGE_LINES), ...byHeight.slice(-EDGE_LINES)]);
  });
  for (const edge of edges) {
    for (const key of new Set([...edge].map(pattern))) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const least = Math.max(2, pages.length / 2);
  return pages.map((lines, page) =>
    lines.filter((line) => {
      if (edges[page]?.has(line) !== true) return true;
      return !PAGE_NUMBER.test(line.text) && (seen.get(pattern(line)) ?? 0) < least;
    }),
  );
}

function pattern({ text }: PdfLine): string {
  return text.replace(/\d+/g, '#').replace(/\s+/g, ' ').toLowerCase();
}
