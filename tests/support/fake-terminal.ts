import { Writable } from 'node:stream';

/** A stream that takes what would be printed, as a terminal or as a file would. */
export class FakeTerminal {
  /** All that was written so far. */
  output = '';
  readonly stream: NodeJS.WriteStream;

  constructor({ isTTY }: { isTTY: boolean }) {
    const writable = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.output += chunk.toString();
        done();
      },
    });
    const terminal = {
      isTTY,
      columns: 100,
      rows: 40,
      cursorTo: () => true,
      clearLine: () => true,
      moveCursor: () => true,
    };
    this.stream = Object.assign(writable, terminal) as unknown as NodeJS.WriteStream;
  }
}
