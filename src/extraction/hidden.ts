import type { DomElement } from './dom.ts';

/**
 * Text that programs read and readers do not see: the place where a page hides instructions for a model, and where its
 * closed menus and dialogs wait.
 */

/** Classes and ids that a page's own style sheets hide. */
export interface HidingRules {
  readonly classes: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
}

export const NO_RULES: HidingRules = { classes: new Set(), ids: new Set() };

/** Every value that takes an element out of sight, whatever stands around it. */
const HIDING = [
  'display:none',
  'visibility:(?:hidden|collapse)',
  'opacity:0(?:\\.0+)?%?',
  // Below two pixels nobody reads.
  'font-size:(?:0|[01](?:\\.\\d+)?px|0?\\.[01]\\d*r?em|[0-9](?:\\.\\d+)?%)[a-z%]*',
  '(?:left|right|top|bottom|text-indent|margin-left|margin-top):-\\d{4,}(?:\\.\\d+)?(?:px|pt)?',
  '(?:left|right|top|text-indent):-\\d{3,}(?:r?em|vw|vh|%)',
  'clip:rect\\((?:0(?:px)?|1px)[,\\s](?:0(?:px)?|1px)[,\\s](?:0(?:px)?|1px)[,\\s](?:0(?:px)?|1px)\\)',
  'clip-path:(?:inset\\((?:50|100)%\\)|circle\\(0(?:px|%)?\\))',
  'transform:[^;]*scale[xy]?\\(0\\)',
  'color:transparent',
].map((pattern) => `(?:^|;)${pattern}(?:!important)?(?=;|$)`);
const HIDING_STYLE = new RegExp(HIDING.join('|'));

/** A box without size hides what is in it only if it cuts it off. */
const NO_SIZE = /(?:^|;)(?:max-)?(?:width|height):(?:0|[01](?:\.\d+)?px)[a-z%]*(?:!important)?(?=;|$)/;
const CUTS_OFF = /(?:^|;)overflow(?:-[xy])?:(?:hidden|clip)/;

/** True where a `style` attribute, or the declarations of a rule, take an element out of sight. */
export function hides(style: string): boolean {
  const bare = compact(style);
  if (HIDING_STYLE.test(bare)) return true;
  if (NO_SIZE.test(bare) && CUTS_OFF.test(bare)) return true;
  const colour = colourOf(bare);
  const ground = groundOf(bare);
  return colour !== null && colour === ground;
}

/** Lower case, without comments, and without spaces where none is needed. */
function compact(style: string): string {
  return style
    .toLowerCase()
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*([:;,()])\s*/g, '$1')
    .replace(/\s*!\s*important/g, '!important')
    .trim();
}

function colourOf(compactStyle: string): string | null {
  return sameName(/(?:^|;)color:([^;!]+)/.exec(compactStyle)?.[1]);
}

function groundOf(compactStyle: string): string | null {
  return sameName(
    /(?:^|;)background(?:-color)?:(#[0-9a-f]{3,8}|rgba?\([^)]*\)|[a-z]+)/.exec(compactStyle)?.[1],
  );
}

/** One spelling for each of the usual ways to write a colour. */
function sameName(colour: string | undefined): string | null {
  if (colour === undefined) return null;
  const text = colour.trim();
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(text);
  if (short) return short.slice(1).reduce((hex, digit) => hex + digit + digit, '#');
  const parts = /^rgba?\((\d+)[, ](\d+)[, ](\d+)(?:[,/ ]+(?:1|1\.0|100%))?\)$/.exec(text)?.slice(1);
  if (parts) return parts.reduce((hex, part) => hex + Number(part).toString(16).padStart(2, '0'), '#');
  return { white: '#ffffff', black: '#000000' }[text] ?? text;
}

/** Text in white on a page whose ground nobody coloured cannot be read. */
function isWhiteOnWhite(element: DomElement, style: string): boolean {
  const colour = colourOf(compact(style)) ?? sameName(element.getAttribute('color')?.toLowerCase());
  if (colour !== '#ffffff') return false;
  for (let around: DomElement | null = element; around; around = around.parentElement) {
    const own = around.getAttribute('style') ?? '';
    if (around.hasAttribute('bgcolor') || /background/i.test(own)) return false;
    // A style sheet may have coloured a box, a cell or a button; prose stands in none of them.
    if (/^(?:td|th|tr|table|header|footer|nav|section|figure|button)$/.test(around.localName)) return false;
  }
  return true;
}

/** Selectors that name one class or one id, alone or with the element's name. */
const SIMPLE_SELECTOR = /^[a-z0-9]*([.#])([\w-]+)$/i;

/** More than this is no page's own style sheet. */
const MOST_STYLE = 2_000_000;

/**
 * What a page's style sheets hide by simple rules. Rules inside `@media` and the like are left out, since they hold
 * sometimes only, and so is `opacity`, which scripts use to fade articles in.
 */
export function readHidingRules(styles: string): HidingRules {
  if (styles.length > MOST_STYLE || !/none|hidden|-\d{3}|rect|font-size|inset/i.test(styles)) return NO_RULES;
  const classes = new Set<string>();
  const ids = new Set<string>();
  const sheet = styles.replace(/\/\*.*?\*\//gs, '').replace(/<!--|-->/g, '');
  let depth = 0;
  let start = 0;
  let selector = '';
  for (let i = 0; i < sheet.length; i++) {
    const character = sheet[i];
    if (character === '{') {
      depth++;
      if (depth === 1) selector = sheet.slice(start, i);
      start = i + 1;
    } else if (character === '}') {
      if (depth === 1 && !selector.includes('@')) {
        const declarations = sheet.slice(start, i);
        if (hides(declarations.replace(/opacity[^;]*/gi, ''))) {
          for (const name of selector.split(',')) {
            const [, kind, value = ''] = SIMPLE_SELECTOR.exec(name.trim()) ?? [];
            if (kind === '.') classes.add(value);
            if (kind === '#') ids.add(value);
          }
        }
      }
      depth = Math.max(0, depth - 1);
      start = i + 1;
    } else if (character === ';' && depth === 0) start = i + 1;
  }
  return { classes, ids };
}

/** True where an element itself is taken out of sight; those around it are not looked at. */
export function isHidden(element: DomElement, rules: HidingRules): boolean {
  if (element.hasAttribute('hidden')) return true;
  const style = element.getAttribute('style');
  if (style !== null && style !== '' && (hides(style) || isWhiteOnWhite(element, style))) return true;
  if (element.localName === 'font' && isWhiteOnWhite(element, '')) return true;
  if (rules.ids.size > 0 && rules.ids.has(element.getAttribute('id') ?? '')) return true;
  if (rules.classes.size === 0) return false;
  const classes = element.getAttribute('class');
  return classes !== null && classes.split(/\s+/).some((name) => rules.classes.has(name));
}
