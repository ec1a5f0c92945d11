import { setTimeout as delay } from 'node:timers/promises';
import { ModelError } from '../../../src/errors.ts';
import type { LlamaProcess } from '../../../src/models/chat/llama-cpp-chat.ts';
import type { LlamaMethods, WriteInput, WriteResult } from '../../../src/models/chat/llama-protocol.ts';
import { Call } from '../../../src/models/process/call.ts';
import type { Script } from './loopback-server.ts';

/** Stands in for the process of a GGUF model: writes scripted words, one answer or many at a time. */
export class FakeLlamaProcess implements LlamaProcess {
  script: Script = { words: ['Hello', ' you', '.'], pauseMs: 1, breakOff: false };
  readonly inputs: WriteInput[] = [];
  /** Most answers that were written at the same time. */
  mostAtOnce = 0;
  #atOnce = 0;

  call<Name extends keyof LlamaMethods>(
    method: Name,
    input: LlamaMethods[Name]['input'],
    signal?: AbortSignal,
  ): Call<LlamaMethods[Name]['part'], LlamaMethods[Name]['result']> {
    if (method === 'count') {
      const counted = new Call<never, number>(undefined, () => undefined);
      counted.succeed((input as string).split(/\s+/).length);
      return counted as never;
    }
    let aborted = false;
    const call = new Call<string, WriteResult>(signal, () => {
      aborted = true;
    });
    this.inputs.push(input as WriteInput);
    void this.#write(call, () => aborted);
    return call as never;
  }

  async #write(call: Call<string, WriteResult>, aborted: () => boolean): Promise<void> {
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#atOnce);
    const { words, pauseMs, breakOff } = this.script;
    for (const word of words) {
      await delay(pauseMs, undefined, { ref: false });
      if (aborted()) break;
      call.push(word);
    }
    this.#atOnce--;
    if (breakOff) call.fail(new ModelError('The model process of the fake stopped (SIGKILL).'));
    else call.succeed({ reason: 'end', promptTokens: 10, keptTokens: 4, answerTokens: words.length });
  }
}
