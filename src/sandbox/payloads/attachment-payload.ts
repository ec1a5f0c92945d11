import type { APIAttachment } from 'discord-api-types/v10';
import type { Attachment } from '../state.ts';
import type { Wire } from '../wire.ts';

/** A file as Discord hands it out; pictures are not measured. */
export function attachmentObject(file: Attachment): Wire<APIAttachment> {
  const { id, filename, description, contentType, size, url } = file;
  return {
    id,
    filename,
    size,
    url,
    proxy_url: url,
    content_type: contentType,
    ...(description !== null && { description }),
  };
}

/** The file that `attachment://name` means. */
export function fileBehind(url: string, files: readonly Attachment[]): Attachment | undefined {
  const name = url.startsWith('attachment://') ? url.slice('attachment://'.length) : undefined;
  return files.find(({ filename }) => filename === name);
}
