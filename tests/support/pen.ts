import type { ScriptedModel } from './scripted-chat.ts';

/** Writes what a model says, piece by piece, when the test wants it. */
export class Pen {
  #written: string[] = [];
  #ended = false;
  #wake: () => void = () => undefined;
  /** Prompts that nobody has looked at yet. */
  readonly #prompts: string[] = [];
  #asked: () => void = () => undefined;

  write(text: string): void {
    this.#written.push(text);
    this.#wake();
  }

  /** The model has said everything. */
  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** What the model is asked next, or has been asked and nobody has looked at yet. */
  async prompt(): Promise<string> {
    for (;;) {
      const prompt = this.#prompts.shift();
      if (prompt !== undefined) return prompt;
      await new Promise<void>((resolve) => (this.#asked = resolve));
    }
  }

  /** One answer of the model; the next begins anew. @throws the signal's reason where it is given up */
  async *pieces(model: ScriptedModel, signal?: AbortSignal): AsyncGenerator<string> {
    this.#begin(model.prompts.at(-1) ?? '');
    const wake = (): void => this.#wake();
    signal?.addEventListener('abort', wake);
    try {
      for (;;) {
        signal?.throwIfAborted();
        const next = this.#written.shift();
        if (next !== undefined) yield next;
        else if (this.#ended) return;
        else await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    } finally {
      signal?.removeEventListener('abort', wake);
    }
  }

  #begin(prompt: string): void {
    this.#ended = false;
    this.#written = [];
    this.#prompts.push(prompt);
    this.#asked();
  }
}

/** The mark of the source in a prompt that says something: "[2]". @throws Error where none does */
export function markOf(prompt: string, said: string): string {
  const fenced = /<sources>\n(.*)\n<\/sources>/su.exec(prompt)?.[1] ?? '';
  const sources = fenced.split(/^(?=\[\d+\] )/mu);
  const found = sources.find((source) => source.replace(/\s+/gu, ' ').includes(said));
  const mark = /^\[\d+\]/u.exec(found ?? '')?.[0];
  if (mark === undefined) throw new Error(`no source of the prompt says “${said}”:\n${prompt}`);
  return mark;
}
