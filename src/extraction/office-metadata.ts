import { authorsOf } from './extract.ts';

/** What programs write into a document's properties when nobody has filled them in. */

const NO_TITLE =
  /^(?:(?:microsoft )?(?:word|powerpoint)\b.{0,3}[-–—:]|untitled|unbenannt|ohne titel|dokument ?\d*$|document ?\d*$|title$|titel$)|\.(?:docx?|odt|rtf|indd|qxd|tex|pdf|pages)$/i;

const NO_AUTHOR =
  /^(?:admin(?:istrator)?|user|owner|benutzer|besitzer|author|autor|unknown|unbekannt|root|microsoft office user|python-docx|windows.user|[a-z]{1,3}\d+)$/i;

/** A title that a person has given, null for a program's. */
export function givenTitle(title: string | null | undefined): string | null {
  const trimmed = title?.trim() ?? '';
  return trimmed === '' || NO_TITLE.test(trimmed) ? null : trimmed;
}

/** Names of people in a property that may hold several. */
export function givenAuthors(values: readonly (string | null | undefined)[]): string[] {
  return values.flatMap((value) => authorsOf(value ?? '')).filter((name) => !NO_AUTHOR.test(name.trim()));
}
