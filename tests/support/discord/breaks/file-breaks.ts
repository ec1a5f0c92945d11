import type { FILE_RULES } from '../../../../src/sandbox/rules/file-rules.ts';
import type { Break, Scene } from '../scene.ts';
import { sendForm } from '../raw-client.ts';

const MIB = 1024 * 1024;

const file = (bytes = 1): Blob => new Blob([new Uint8Array(bytes)]);

/** Posts a message with files to a channel. */
const posts =
  (fields: (on: Scene) => object, files: readonly Blob[], channel = 'general'): Break =>
  (on) =>
    sendForm(
      on.sandbox,
      'POST',
      `/channels/${on.sandbox.channel(channel).id}/messages`,
      { content: 'a', ...fields(on) },
      files,
    );

const nothing = () => ({});

/** For every rule about files, how it is broken. */
export const FILE_BREAKS: Readonly<Record<keyof typeof FILE_RULES, Break>> = {
  requestSize: posts(nothing, [file(9 * MIB), file(9 * MIB), file(9 * MIB)]),
  fileSize: posts(nothing, [file(10 * MIB + 1)]),
  filesAtMost: posts(nothing, Array<Blob>(11).fill(file())),
  fileKnown: posts(() => ({ attachments: [{ id: '1' }] }), [file()]),
  fileName: posts(() => ({ attachments: [{ id: '0', filename: 'x'.repeat(1025) }] }), [file()]),
  fileDescription: posts(() => ({ attachments: [{ id: '0', description: 'x'.repeat(1025) }] }), [file()]),
  mayAttach: posts(nothing, [file()], 'textual'),
};
