import { rulesExtended, SimpleMarkdown } from 'discord-markdown-parser';

/**
 * discord-markdown-parser with three rules of our own: it knows no lists, its links take quadratic time, and its
 * mention of a command fails where the name is missing.
 */

type Rule = (typeof rulesExtended)[string];

/** `[text](<address>)` and `[text](address)`. Each part is bounded, so that no text makes it slow. */
const LINK =
  /^\[((?:\\.|[^\\[\]\n]|\[[^\\[\]\n]{0,100}\]){1,500})\]\((?:<([^<>\n]{1,600})>|([^()<>\s]{1,600}))\)/;

const link: Rule = {
  order: 16,
  match: (source) => LINK.exec(source),
  parse: ([, text = '', bracketed, bare], parse, state) => ({
    content: parse(text, { ...state, inLink: true }),
    target: bracketed ?? bare ?? '',
  }),
};

/** Lines that begin with a bullet or a number. */
const LIST = /^(?: {0,8}(?:[-*]|\d{1,9}\.) +[^\n]+(?:\n|$))+/;
const BULLET = /^ {0,8}(?:[-*]|\d{1,9}\.) +/;

const list: Rule = {
  order: 0,
  match: (source, state, before) =>
    /(?:^|\n *)$/.test(before) && state.inList !== true ? LIST.exec(source) : null,
  parse: ([lines = ''], parse, state) => ({
    items: lines
      .trimEnd()
      .split('\n')
      .map((line) => parse(line.replace(BULLET, ''), { ...state, inList: true })),
  }),
};

const slashCommand: Rule = {
  order: 15,
  match: (source) => /^<\/([-_'\p{L}\p{N} ]{1,98}):\d{17,21}>/u.exec(source),
  parse: ([, name]) => ({ name }),
};

/** Text becomes a tree whose nodes are not typed yet. */
export const parseRaw = SimpleMarkdown.parserFor({ ...rulesExtended, link, list, slashCommand });
