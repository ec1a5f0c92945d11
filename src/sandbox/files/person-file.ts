import { limit } from '../rules/rules.ts';
import type { Attachment } from '../state.ts';
import { complaint, type Viewpoint } from '../people/viewpoint.ts';
import { attachment } from './attach.ts';

/** A file that a person posts, or gives to a command or form. */
export interface PersonFile {
  readonly filename: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
  /** `text/plain` where absent. */
  readonly contentType?: string;
}

export function isPersonFile(value: unknown): value is PersonFile {
  return typeof value === 'object' && value !== null && 'filename' in value && 'content' in value;
}

/** @throws Error where a client would not upload it */
export function fileOf(at: Viewpoint, { filename, content, contentType }: PersonFile): Attachment {
  const blob = new Blob([content], { type: contentType ?? 'text/plain; charset=utf-8' });
  if (blob.size > limit('fileSize')) throw complaint(at, `${filename} is too large.`);
  return attachment(at.world, at.channel.id, blob, { filename, description: null });
}

/** Gives files to the bot outside of a message. @returns their ids */
export function uploadFiles(at: Viewpoint, files: readonly PersonFile[]): string[] {
  return files.map((file) => {
    const made = fileOf(at, file);
    at.world.state.uploads.set(made.id, made);
    return made.id;
  });
}
