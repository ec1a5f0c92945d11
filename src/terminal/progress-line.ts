import { SingleBar } from 'cli-progress';
import type { Progress } from '../newshound.ts';

/** Without a terminal, a line this often. */
const LINE_EVERY_MS = 3000;

const STAGES: Readonly<Record<Progress['stage'], { readonly label: string; readonly unit: string }>> = {
  reading: { label: 'Reading articles', unit: 'files' },
  words: { label: 'Indexing words', unit: 'articles' },
  vectors: { label: 'Embedding', unit: 'passages' },
};

type Stream = NodeJS.WriteStream;

/** Shows how far a long work is: a bar with rate and remaining time on a terminal, a line every few seconds elsewhere. */
export class ProgressLine {
  readonly #stream: Stream;
  #stage: Progress['stage'] | null = null;
  #bar: SingleBar | null = null;
  #stageStarted: number;
  #lastUpdate: number;
  #lastLine = 0;

  constructor(stream: Stream) {
    this.#stream = stream;
    this.#lastUpdate = performance.now();
    this.#stageStarted = this.#lastUpdate;
  }

  update(progress: Progress): void {
    const now = performance.now();
    if (progress.stage !== this.#stage) {
      this.stop();
      this.#stage = progress.stage;
      // The first news of a stage tells what it has done since the stage before ended.
      this.#stageStarted = this.#lastUpdate;
      this.#lastLine = this.#lastUpdate;
    }
    this.#lastUpdate = now;
    const rate = progress.done / Math.max(0.001, (now - this.#stageStarted) / 1000);
    if (this.#stream.isTTY) this.#draw(progress, rate);
    else if (now - this.#lastLine >= LINE_EVERY_MS) {
      this.#lastLine = now;
      this.#stream.write(`${describe(progress, rate)}\n`);
    }
  }

  /** Ends the line that is being drawn. */
  stop(): void {
    this.#bar?.stop();
    this.#bar = null;
    this.#stage = null;
  }

  #draw({ stage, done, total }: Progress, rate: number): void {
    const payload = {
      label: STAGES[stage].label,
      unit: STAGES[stage].unit,
      rate: rounded(rate),
      left: rate > 0 ? `${rounded((total - done) / rate)} s` : '?',
    };
    if (this.#bar === null) {
      this.#bar = new SingleBar({
        format: '{label} [{bar}] {value}/{total} {unit}, {rate}/s, {left} left',
        stream: this.#stream,
        hideCursor: true,
        clearOnComplete: true,
        barsize: 24,
      });
      this.#bar.start(total, done, payload);
    }
    this.#bar.setTotal(total);
    this.#bar.update(done, payload);
  }
}

/** Shows on stderr how far a work is; the line is gone when it has ended, however it ends. */
export async function withProgress<T>(
  work: (onProgress: (progress: Progress) => void) => Promise<T>,
): Promise<T> {
  const line = new ProgressLine(process.stderr);
  try {
    return await work((progress) => {
      line.update(progress);
    });
  } finally {
    line.stop();
  }
}

/** "Embedding: 1,200 of 5,000 passages, 20/s, 190 s left" */
export function describe({ stage, done, total }: Progress, rate: number): string {
  const left = rate > 0 ? `, ${rounded((total - done) / rate)} s left` : '';
  const { label, unit } = STAGES[stage];
  return `${label}: ${String(done)} of ${String(total)} ${unit}, ${rounded(rate)}/s${left}`;
}

function rounded(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}
