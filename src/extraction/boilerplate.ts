import { parseDate } from './dates.ts';
import type { Paragraph } from './html-text.ts';

/**
 * Takes out of an article's paragraphs what Readability leaves of the page around it: links to other articles, credits of
 * pictures, calls to subscribe. Such lines answer questions nobody asked and get quoted if they stay.
 */
export function withoutBoilerplate(paragraphs: readonly Paragraph[], title: string): string[] {
  const kept: string[] = [];
  let inRelated = false;
  for (const paragraph of paragraphs) {
    const text = paragraph.text.replace(/\s+/g, ' ');
    if (RELATED.test(text)) inRelated = true;
    // What follows "Read more" are headlines; prose ends the list.
    else if (text.length > LONGEST_HEADLINE || /[.]["”“’')]?$/.test(text)) inRelated = false;
    if (!inRelated && text !== title && !isLinkLine(paragraph, text) && !isFurniture(text)) kept.push(text);
  }
  return kept;
}

const LONGEST_HEADLINE = 160;

/** A line of nothing but links, without the punctuation of a sentence: a headline, a tag, a button. */
function isLinkLine({ linked }: Paragraph, text: string): boolean {
  return linked > 0.8 * text.length && text.length < LONGEST_HEADLINE && !/[.!?:]["”“’')\]]*$/.test(text);
}

function isFurniture(text: string): boolean {
  if (text.length >= LONGEST_HEADLINE) return false;
  return FURNITURE.some((pattern) => pattern.test(text)) || parseDate(text.replace(DATE_LABEL, '')) !== null;
}

const DATE_LABEL =
  /^(?:(?:first )?published|updated|posted|last modified|publiziert|veröffentlicht|aktualisiert|erschienen|stand)(?: on| am)?\s*:?\s*/i;

const RELATED =
  /^(?:(?:das |dies )?(?:könnte|dürfte) (?:sie|dich|euch) auch interessieren|auch interessant|mehr zum thema|(?:weitere|ähnliche|verwandte|meistgelesene|meistdiskutierte) (?:artikel|beiträge|themen|nachrichten)|lesen sie (?:auch|mehr)|lesetipps?|schon gelesen|related (?:articles?|stories|posts|content|coverage|topics)|more (?:from|on|stories|like this|news)\b.{0,40}|read more|see also|you (?:may|might) also like|recommended(?: for you| reading)?|most (?:read|popular)|trending(?: now)?)(?: zum thema)?\s*[:!?….-]*$/i;

const FURNITURE: readonly RegExp[] = [
  /^(?:fotos?|bild(?:er|quelle|nachweis)?|titelbild|photos?|photograph|image|picture|credit|grafik|quelle)\s*(?:credit|source|by|via)?\s*[:©]/i,
  /^(?:©|\(c\)|copyright\b)/i,
  /^https?:\/\/\S+$/,
  /^image \d+ of\b/i,
  /\((?:AP|AFP|Reuters|dpa|Getty|EPA)\b[^()]{0,60}\)$/,
  /\b(?:all rights reserved|alle rechte vorbehalten)\b/i,
  /^(?:anzeige|werbung|advertisement|advert|sponsored|sponsored content|reklame)\s*:?$/i,
  /^(?:share|share this(?: article)?|teilen|drucken|print|e-?mail|kommentare?|comments?|tags?|schlagw[oö]rter|close|schließen|caption|weiterlesen|nach oben)\s*:?$/i,
  /\b(?:abonnieren sie|abonniere|sign up (?:for|to)|subscribe (?:to|now)|get the latest)\b.{0,80}(?:newsletter|inbox|posteingang|updates)/i,
  /\b(?:this (?:web)?site uses cookies|diese (?:web)?seite (?:verwendet|benutzt|nutzt) cookies)\b/i,
];
