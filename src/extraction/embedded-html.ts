/** HTML inside another format -> paragraphs. */
export type HtmlReader = (html: string) => string[];

/**
 * A reader of the pieces of HTML in a document. The parser of HTML takes longer to load than most collections of plain text take
 * to be read, so it is loaded only where there is a tag; without one there are comments at most.
 */
export async function htmlReaderFor(source: string): Promise<HtmlReader> {
  return /<\/?[a-z]/i.test(source) ? (await import('./html-text.ts')).htmlParagraphs : () => [];
}
