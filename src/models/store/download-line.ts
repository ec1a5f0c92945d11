import { SingleBar } from 'cli-progress';

/** Without a terminal, a line this often. */
const LINE_EVERY_MS = 3000;

/** Shows how far a download is: a bar on a terminal, a line every few seconds elsewhere. */
export class DownloadLine {
  readonly #stream: NodeJS.WriteStream;
  #bar: SingleBar | null = null;
  #file = '';
  #lastLine = performance.now();

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  /** @param total null where the server does not say */
  update(file: string, done: number, total: number | null): void {
    if (this.#stream.isTTY && total !== null) this.#draw(file, done, total);
    else if (performance.now() - this.#lastLine >= LINE_EVERY_MS) {
      this.#lastLine = performance.now();
      this.#stream.write(`${file}: ${describe(done, total)}\n`);
    }
  }

  /** Ends the bar that is being drawn. */
  stop(): void {
    this.#bar?.stop();
    this.#bar = null;
  }

  #draw(file: string, done: number, total: number): void {
    if (file !== this.#file) this.stop();
    this.#file = file;
    if (this.#bar === null) {
      this.#bar = new SingleBar({
        format: '{file} [{bar}] {amount}, {eta_formatted} left',
        stream: this.#stream,
        hideCursor: true,
        barsize: 24,
        etaBuffer: 50,
      });
      this.#bar.start(total, done, { file, amount: describe(done, total) });
    }
    this.#bar.update(Math.min(done, total), { file, amount: describe(done, total) });
  }
}

function describe(done: number, total: number | null): string {
  return total === null ? size(done) : `${size(Math.min(done, total))} of ${size(total)}`;
}

/** "98 MB", "4.9 GB" */
export function size(bytes: number): string {
  return bytes < 999_500_000 ? `${(bytes / 1e6).toFixed(0)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
