/** A file as it comes with a request. */
export interface Upload {
  /** The n of `files[n]`, by which `attachments` names it. */
  readonly index: string;
  readonly filename: string;
  readonly content: Blob;
}

/** A name without folders and control characters, as it stands in a message and in an address. */
export function plainName(name: string): string {
  const last = name.split(/[\\/]/u).at(-1) ?? '';
  // eslint-disable-next-line no-control-regex -- these are what is removed
  return last.replaceAll(/[\u0000-\u001f\u007f]/gu, '') || 'unknown';
}
