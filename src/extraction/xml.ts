import { Parser } from 'htmlparser2';
import { decode, xmlEncoding } from './decode.ts';
import { isTooLong, type Rejected, rejected, TOO_LONG } from './extract.ts';

/** What happens in an XML document, in order. Names are without their prefix. */
export interface XmlHandlers {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** Tables within tables in Word have some dozen levels; the parser's time grows with the square of them. */
const DEEPEST = 1000;
const STEP = 64 * 1024;

/**
 * Reads XML event by event. Entities that a document defines itself are not expanded, so none can grow. Broken XML is read as
 * far as it makes sense; where it is nested too deeply, or holds too much text, reading stops.
 * @returns why it stopped, null where it did not
 */
export function readXml(bytes: Uint8Array, { open, close, text }: XmlHandlers): Rejected | null {
  const declared = xmlEncoding(Buffer.from(bytes.subarray(0, 300)).toString('latin1'));
  const decoded = decode(bytes, declared);
  if (!decoded.ok) return null;
  let depth = 0;
  let deepest = 0;
  let characters = 0;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const plain = Object.entries(attributes).map(([key, value]) => [localName(key), value] as const);
        deepest = Math.max(deepest, ++depth);
        open?.(localName(name), Object.fromEntries(plain));
      },
      onclosetag: (name) => {
        depth--;
        close?.(localName(name));
      },
      ontext: (part) => {
        characters += part.length;
        text?.(part);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  for (let start = 0; start < decoded.text.length; start += STEP) {
    parser.write(decoded.text.slice(start, start + STEP));
    if (deepest > DEEPEST)
      return rejected(`is nested more than ${String(DEEPEST)} levels deep`, 'too-complex');
    if (isTooLong(characters)) return TOO_LONG;
  }
  parser.end();
  return null;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The texts of all elements that hold some, by name. */
export function elementTexts(bytes: Uint8Array | undefined): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, string[]>();
  const open: { readonly name: string; text: string }[] = [];
  if (bytes === undefined) return texts;
  readXml(bytes, {
    open: (name) => {
      open.push({ name, text: '' });
    },
    text: (part) => {
      const last = open.at(-1);
      if (last !== undefined) last.text += part;
    },
    close: () => {
      const element = open.pop();
      if (element === undefined || element.text.trim() === '') return;
      const known = texts.get(element.name);
      if (known) known.push(element.text.trim());
      else texts.set(element.name, [element.text.trim()]);
    },
  });
  return texts;
}
