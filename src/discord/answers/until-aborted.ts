/** The same items, ended by an AbortError as soon as the signal fires, whether or not their source heeds it. */
export async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const aborted = new Promise<never>((_resolve, reject) => {
    const fail = (): void => {
      reject(new DOMException('The answer was stopped.', 'AbortError'));
    };
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
  aborted.catch(() => undefined);
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted]);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // Not waited for: a source that does not heed the signal would hold everything up.
    iterator.return?.().catch(() => undefined);
  }
}
