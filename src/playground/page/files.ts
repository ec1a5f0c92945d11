import { html, nothing, type TemplateResult } from 'lit';
import type { FileOnPage, MessageOnPage } from '../view.ts';

/** The files of a message: pictures in place, everything else by name and size, to be kept. */
export function filesOf({ files }: MessageOnPage): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing;
  return html`<div slot="attachments" class="files">${files.map(fileOf)}</div>`;
}

function fileOf(file: FileOnPage): TemplateResult {
  const { name, description, size, address } = file;
  if (file.isPicture) return picture(address, description ?? name);
  return html`<a class="file" href=${address} download=${name} title=${description ?? nothing}
    ><wa-icon name="file"></wa-icon><span>${name}</span> <small>${sizeText(size)}</small></a
  >`;
}

/** A picture, which opens alone. */
function picture(address: string, alt: string): TemplateResult {
  return html`<a class="picture" href=${address} target="_blank" rel="noopener noreferrer"
    ><img src=${address} alt=${alt}
  /></a>`;
}

/**
 * What a layout or an embed shows: a picture of the message's own files, or a link; nothing is fetched from elsewhere.
 * @param url `attachment://name` names a file of the message
 */
export function mediaOf(url: string, description: string | null | undefined, { files }: MessageOnPage) {
  const name = /^attachment:\/\/(.+)$/u.exec(url)?.[1];
  const file = files.find((one) => one.name === name);
  if (file !== undefined) return fileOf({ ...file, description: description ?? file.description });
  return html`<span class="file"><wa-icon name="file"></wa-icon>${description ?? name ?? 'Picture'}</span>`;
}

const UNITS = ['bytes', 'KB', 'MB'] as const;

/** A size as one reads it: "812 bytes", "1.4 MB". */
export function sizeText(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const value = bytes / 1000 ** power;
  return `${power === 0 ? String(value) : value.toFixed(1)} ${UNITS[power] ?? 'bytes'}`;
}
