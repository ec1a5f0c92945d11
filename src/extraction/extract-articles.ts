import { messageOf } from '../errors.ts';
import { type ExtractedRecord, type RawDocument, rejected, single } from './extract.ts';
import { formatOf } from './formats.ts';

/** Reads the articles of a document here and now, by its name's format. Parsers that fail are an outcome, too. */
export async function extractArticles(document: RawDocument): Promise<ExtractedRecord[]> {
  const format = formatOf(document.name);
  if (format === undefined) return single(rejected('is of a kind that is not read'));
  const extract = await format.load();
  try {
    return await extract(document);
  } catch (error) {
    // Parsers are other people's code and the web is strange: one document that breaks them must not end the run.
    return single(rejected(`cannot be read as ${format.name}: ${firstLine(messageOf(error))}`));
  }
}

/** Some parsers show the place of an error in a picture of several lines. */
function firstLine(message: string): string {
  return (message.split('\n', 1)[0] ?? '').slice(0, 200);
}
