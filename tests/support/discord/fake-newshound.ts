import type { OpenedPassage, PassageReference } from '../../../src/newshound.ts';
import type { Answer, AnswerEvent, Citation, Question } from '../../../src/domain/answer.ts';

/** An answer that a test writes while the bot waits for it. */
export class ScriptedAnswer {
  readonly #queue: (AnswerEvent | Error)[] = [];
  #wake: () => void = () => undefined;
  /** The signal that the bot handed in; set when it asks. */
  signal: AbortSignal | undefined;

  yields(...events: readonly AnswerEvent[]): void {
    this.#push(...events);
  }

  writes(text: string): void {
    this.#push({ type: 'delta', text });
  }

  ends(answer: Answer): void {
    this.#push({ type: 'final', answer });
  }

  fails(error: Error): void {
    this.#push(error);
  }

  async *events(signal: AbortSignal | undefined): AsyncGenerator<AnswerEvent> {
    this.signal = signal;
    for (;;) {
      const next = this.#queue.shift();
      if (next instanceof Error) throw next;
      if (next !== undefined) {
        yield next;
        if (next.type === 'final') return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }

  #push(...items: readonly (AnswerEvent | Error)[]): void {
    this.#queue.push(...items);
    this.#wake();
  }
}

/** Answers each question with what the test has prepared for it, by a word in it or in order. */
export class FakeNewshound {
  readonly questions: Question[] = [];
  readonly #prepared: { readonly word: string; readonly script: ScriptedAnswer }[] = [];

  /** The next question that contains the word gets this answer. */
  prepares(word = ''): ScriptedAnswer {
    const script = new ScriptedAnswer();
    this.#prepared.push({ word, script });
    return script;
  }

  /** Whatever is prepared and was not asked is asked no more. */
  forgets(): void {
    this.#prepared.length = 0;
  }

  /** What `passage` opens, by the id of the article. */
  readonly passages = new Map<string, OpenedPassage>();

  passage({ articleId }: PassageReference): OpenedPassage | null {
    return this.passages.get(articleId) ?? null;
  }

  ask(question: Question, options: { signal?: AbortSignal } = {}): AsyncGenerator<AnswerEvent> {
    this.questions.push(question);
    const index = this.#prepared.findIndex(({ word }) => question.text.includes(word));
    const [prepared] = index === -1 ? [] : this.#prepared.splice(index, 1);
    if (prepared === undefined) throw new Error(`nobody prepared an answer to ${question.text}`);
    return prepared.script.events(options.signal);
  }
}

export function aCitation(fields: Partial<Citation> = {}): Citation {
  return {
    n: 1,
    articleId: '0123456789abcdef',
    title: 'Meta opens Llama 2',
    url: 'https://example.org/llama-2',
    locator: 'articles/llama-2.md',
    outlet: 'Harbour Courier',
    publishedAt: '2023-07-18',
    language: 'en',
    quote: 'Meta published Llama 2 for free.',
    start: 0,
    end: 32,
    ...fields,
  };
}

export function anAnswer(fields: Partial<Answer> = {}): Answer {
  return {
    kind: 'answered',
    form: 'generated',
    text: 'Meta published Llama 2 for free [1].',
    citations: [aCitation()],
    nearby: [],
    searched: null,
    notices: [],
    frame: 'en',
    model: 'llama-3.2-3b',
    embedder: 'builtin',
    reranking: 'none',
    timings: { searchMs: 5, totalMs: 50 },
    ...fields,
  };
}
