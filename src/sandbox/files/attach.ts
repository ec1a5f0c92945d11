import { limit } from '../rules/rules.ts';
import type { Attachment, World } from '../state.ts';
import type { AttachmentsBody } from './attachment-body.ts';
import { plainName, type Upload } from './upload.ts';

/** Makes an attachment of a file; it can be fetched once something in the state holds it. */
export function attachment(
  { nextId, fileUrl }: World,
  channelId: string,
  content: Blob,
  fields: { readonly filename: string; readonly description: string | null },
): Attachment {
  const id = nextId();
  const filename = plainName(fields.filename);
  return {
    id,
    filename,
    description: fields.description,
    contentType: content.type || 'application/octet-stream',
    size: content.size,
    url: fileUrl(channelId, id, filename),
    content,
  };
}

/**
 * The files of a message after a request: what `attachments` names; without it what is uploaded, which in version 10 takes
 * the place of what was there; without both what was there. Sources: resources/message.mdx#edit-message, whose "appended"
 * is that of version 9, and discord-api-docs#5170.
 * @param kept those of the message so far
 */
export function attached(
  world: World,
  channelId: string,
  { attachments, files = [] }: { readonly attachments?: AttachmentsBody; readonly files?: readonly Upload[] },
  kept: readonly Attachment[] = [],
): readonly Attachment[] {
  const { rules } = world;
  for (const { content, index } of files)
    rules.require('fileSize', content.size <= limit('fileSize'), {
      path: `files.${index}`,
      code: 'BASE_TYPE_MAX_LENGTH',
      message: `A file has ${String(limit('fileSize'))} bytes at most.`,
    });
  const all =
    attachments === undefined
      ? files.length > 0
        ? files.map(({ content, filename }) => made(content, filename, null))
        : kept
      : (attachments ?? []).flatMap((entry, place) => named(entry, place));
  rules.require('filesAtMost', all.length <= limit('filesAtMost'));
  return all;

  function made(content: Blob, filename: string, description: string | null): Attachment {
    return attachment(world, channelId, content, { filename, description });
  }

  function named(
    { id, filename, description = null }: NonNullable<AttachmentsBody>[number],
    place: number,
  ): Attachment[] {
    const path = `attachments.${String(place)}`;
    rules.atMost('fileName', (filename ?? '').length, `${path}.filename`);
    rules.atMost('fileDescription', (description ?? '').length, `${path}.description`);
    const old = kept.find((one) => one.id === String(id));
    if (old) return [{ ...old, description: description ?? old.description }];
    const upload = files.find(({ index }) => index === String(id));
    rules.require('fileKnown', upload !== undefined, {
      path: `${path}.id`,
      code: 'ATTACHMENT_NOT_FOUND',
      message: 'No such file is uploaded, or in the message.',
    });
    return upload ? [made(upload.content, filename ?? upload.filename, description)] : [];
  }
}
