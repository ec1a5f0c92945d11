import { Parser } from 'htmlparser2';
import { decode, xmlEncoding } from './decode.ts';

/** What happens in an XML document, in order. Names are without their prefix. */
export interface XmlHandlers {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/**
 * Reads XML event by event, which needs no memory for its depth. Entities that a document defines itself are not
 * expanded, so none can grow. Broken XML is read as far as it makes sense.
 */
export function readXml(bytes: Uint8Array, { open, close, text }: XmlHandlers): void {
  const declared = xmlEncoding(Buffer.from(bytes.subarray(0, 300)).toString('latin1'));
  const decoded = decode(bytes, declared);
  if (!decoded.ok) return;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const plain = Object.entries(attributes).map(([key, value]) => [localName(key), value] as const);
        open?.(localName(name), Object.fromEntries(plain));
      },
      onclosetag: (name) => {
        close?.(localName(name));
      },
      ontext: (part) => {
        text?.(part);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(decoded.text);
  parser.end();
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
