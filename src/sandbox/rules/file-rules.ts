import { invalid, refused, type Rule, SOURCES, wrong } from './rule.ts';

const { codes, messages, permissions } = SOURCES;

const UPLOADS = 'reference.mdx#uploading-files';

const TOO_LARGE = 'Request entity too large';

/** Files. Sizes are in bytes, lengths in UTF-16 units. */
export const FILE_RULES = {
  /** A whole request. */
  requestSize: { ...wrong(413, 40005, TOO_LARGE, UPLOADS), value: 25 * 1024 * 1024 },
  /** One file, where neither a boost nor a subscription raises it. Source: change log of 2025-01-16, 25 MiB before. */
  fileSize: { ...wrong(413, 40005, TOO_LARGE, UPLOADS), value: 10 * 1024 * 1024 },
  /** Files of one message. */
  filesAtMost: {
    ...wrong(400, 30015, 'Maximum number of attachments in a message reached', codes),
    value: 10,
  },
  /** What `attachments` names is uploaded with the request, or is in the message already. */
  fileKnown: invalid(null, UPLOADS),
  fileName: invalid(1024, 'the official OpenAPI description, MessageAttachmentRequest.filename'),
  fileDescription: invalid(1024, `${messages}#attachment-object`),
  mayAttach: refused(403, 50013, 'Missing Permissions', permissions),
} as const satisfies Record<string, Rule>;
