import { parseDate } from './dates.ts';
import type { Paragraph } from './html-text.ts';

/**
 * Takes out of an article's paragraphs what Readability leaves of the page around it: links to other articles, credits of
 * pictures, calls to subscribe, who wrote it. Such lines answer questions nobody asked and get quoted if they stay.
 */
export function withoutBoilerplate(
  paragraphs: readonly Paragraph[],
  title: string,
  authors: readonly string[] = [],
): string[] {
  const kept: string[] = [];
  const isTicker = paragraphs.filter(({ text }) => CLOCK.test(text)).length >= LEAST_ENTRIES;
  let inRelated = false;
  for (const [index, paragraph] of paragraphs.entries()) {
    const text = paragraph.text.replace(/\s+/g, ' ').replace(SHORTCODE, '').trim();
    if (text === '') continue;
    if (RELATED.test(text)) inRelated = true;
    // What follows "Read more" are headlines; prose ends the list.
    else if (text.length > LONGEST_HEADLINE || /[.]["”“’')]?$/.test(text)) inRelated = false;
    // The hour of an entry is news; alone at the head of an article it is when the page was made.
    if (isTicker && CLOCK.test(text)) {
      kept.push(text);
      continue;
    }
    if (inRelated || text === title || isLinkLine(paragraph, text) || isFurniture(text)) continue;
    if (isRelatedLink(paragraph, text)) continue;
    if (index < HEAD && isByline(text, authors)) continue;
    if (paragraphs.length - index <= TAIL && index > 0 && isAboutAuthor(text, authors)) continue;
    kept.push(text);
  }
  return withoutEndingHeadings(kept, paragraphs);
}

const LONGEST_HEADLINE = 160;
/** Calls and legal notes are longer than headlines; what is longer than this says more than that. */
const LONGEST_CALL = 360;
/** Paragraphs at the beginning where a byline stands, and at the end where the author is described. */
const HEAD = 6;
const TAIL = 5;

/** A line that is an hour and nothing else, and how many of them make a live ticker. */
const CLOCK = /^\s*(?:\d{1,2}:\d\d(?:\s?(?:[ap]\.?m\.?|uhr))?|\d{1,2}\.\d\d\s?(?:[ap]\.?m\.?|uhr))\s*$/i;
const LEAST_ENTRIES = 3;

/** What page builders leave where a part of theirs was not run: `[button link="…"]`. */
const SHORTCODE = /\[\/?(?:button|caption|gallery|embed|vc_\w+|et_pb_\w+|su_\w+)\b[^\]]{0,300}\]/gi;

/** A line of nothing but links, without the punctuation of a sentence: a headline, a tag, a button. */
function isLinkLine({ linked }: Paragraph, text: string): boolean {
  return linked > 0.8 * text.length && text.length < LONGEST_HEADLINE && !/[.!?:]["”“’')\]]*$/.test(text);
}

/** "Lesen Sie auch: <a headline>": a label, and the rest of the line a link. */
function isRelatedLink({ linked }: Paragraph, text: string): boolean {
  return text.length < 300 && linked > 0.3 * text.length && RELATED_LABEL.test(text);
}

function isFurniture(text: string): boolean {
  if (text.length < LONGEST_CALL && CALLS.some((pattern) => pattern.test(text))) return true;
  if (text.length >= LONGEST_HEADLINE) return false;
  return FURNITURE.some((pattern) => pattern.test(text)) || isDateLine(text);
}

/** A date, with or without what it is the date of; the zone may be one that names several offsets. */
function isDateLine(text: string): boolean {
  const bare = text
    .replace(DATE_LABEL, '')
    .replace(
      /^(?:\d{1,2}:\d\d(?::\d\d)?|\d{1,2}\.\d\d(?=\s?(?:[ap]\.?m|uhr)))\s*(?:[ap]\.?m\.?|uhr)?\s*(?:[A-Z]{2,4})?\s*(?:,|-|on|am)?\s*/i,
      '',
    );
  return parseDate(bare) !== null || (bare !== text && bare === '');
}

/** "By Ada Quill", "Von Ada Quill und Ben Okoro, dpa", or the authors' names alone. */
function isByline(text: string, authors: readonly string[]): boolean {
  if (text.length > 120 || /[.!?]$/.test(text)) return false;
  if (
    /^(?:by|von|text|autor(?:in)?|author|written by|geschrieben von|ein beitrag von)\s*:?\s+\p{Lu}/iu.test(
      text,
    ) &&
    text.split(' ').length <= 12
  ) {
    return /^(?:\S+\s*:?\s+){1,3}\p{Lu}\p{L}+/u.test(text) && !/\d{5}/.test(text);
  }
  const rest = authors.reduce((left, author) => left.replace(author, ''), text);
  return rest.length < text.length && rest.replace(/\b(?:and|und|by|von)\b|[^\p{L}]/giu, '').length < 30;
}

/** "Ada Quill writes about …" at the end, where Ada Quill is the author. */
function isAboutAuthor(text: string, authors: readonly string[]): boolean {
  if (text.length > 600) return false;
  const named = authors.some(
    (author) => author.length > 4 && text.slice(0, author.length + 20).includes(author),
  );
  return (
    named &&
    /\b(?:is|was|writes|covers|reports|joined|has|works|ist|war|schreibt|arbeitet|berichtet|leitet|lebt|studierte|hat)\b/.test(
      text,
    )
  );
}

/** Headings at the end that head nothing any more. */
function withoutEndingHeadings(kept: string[], paragraphs: readonly Paragraph[]): string[] {
  const headings = new Set(
    paragraphs.filter(({ block }) => /^h[1-6]$/.test(block)).map(({ text }) => text.replace(/\s+/g, ' ')),
  );
  let end = kept.length;
  while (end > 1 && headings.has(kept[end - 1] ?? '')) end--;
  return kept.slice(0, end);
}

const DATE_LABEL =
  /^(?:(?:first )?published|updated|posted|last (?:modified|updated)|publiziert|veröffentlicht|aktualisiert|erschienen|stand|datum|date|original)(?: on| am| at)?\s*:?\s*/i;

const RELATED =
  /^(?:(?:das |dies |das thema )?(?:könnte|dürfte) (?:sie|dich|euch) auch interessieren|auch (?:interessant|lesenswert)|mehr (?:zum thema|dazu|lesen)|(?:weitere|ähnliche|verwandte|meistgelesene|meistdiskutierte|passende|neueste|aktuelle) (?:artikel|beiträge|themen|nachrichten|meldungen|links)|weiterführende[rs]? (?:links?|artikel|informationen)|themen im artikel|zum weiterlesen|lesen sie (?:auch|mehr|weiter)|lesetipps?|schon gelesen|related (?:articles?|stories|posts|content|coverage|topics|news|links)|more (?:from|on|stories|like this|news)\b.{0,40}|read more|read next|see also|further reading|up next|you (?:may|might) also like|recommended(?: for you| reading| stories)?|most (?:read|popular)|trending(?: now)?|in verbindung stehende beiträge|le puede interesar|lea también|à lire aussi)(?: zum thema)?\s*[:!?….-]*$/i;

const RELATED_LABEL =
  /^(?:\W{0,3}|\(|\[)(?:lesen sie|lies|mehr(?: dazu| zum thema)?|siehe|hier|read|see|also|related|more|watch|sehen sie|on [\w.]+:|dazu|zum thema|weiterlesen|lesetipp|le puede interesar|lea también|leer más|lire aussi|à lire)(?:\s+(?:auch|also|more|mehr|next|dazu|hier|on))?\s*[:|»>–-]/i;

/** Short lines, below the length of a headline. */
const FURNITURE: readonly RegExp[] = [
  /^(?:fotos?|bild(?:er|quelle|nachweis|rechte)?|titelbild|beitragsbild|symbol(?:bild|foto)|screenshot|photos?|photograph|image|picture|credit|grafik|illustration|quellen?|source|crédits? photos?)\s*(?:credits?|source|by|via)?\s*[:©]/i,
  /^\((?:image|photo|picture|foto|bild)(?: credit|nachweis|quelle)?s?\s*:/i,
  /^(?:photo|image|picture|foto|bild) (?:by|via|von)\b/i,
  /^(?:©|\(c\)|copyright\b)/i,
  /^https?:\/\/\S+$/,
  /^\S+@[\w.-]+\.\w{2,}$/,
  /^(?:twitter|facebook|instagram)\.com\/\S+$/i,
  /^image \d+ of\b/i,
  /\((?:AP|AFP|Reuters|dpa|Getty|EPA)\b[^()]{0,60}\)$/,
  /^(?:anzeige|werbung|advertisement|advert|sponsored|sponsored content|reklame|iklan|publicidad|publicité)\s*:?$/i,
  /^(?:share|share this(?: article| post)?|teile?n?(?: mit| das| diesen beitrag)?|drucken|print|print article|order reprints|text size|e-?mail|(?:\d+ )?kommentare?|(?:\d+ )?comments?|tags?|schlagw[oö]rter|close|schließen|vergrößern|caption|weiterlesen|nach oben|back to top|breaking news|related news|zur startseite|startseite|merken|speichern|save|like this|gefällt mir|antworten|reply|vorheriger (?:artikel|beitrag)|nächster (?:artikel|beitrag)|previous (?:article|post)|next (?:article|post)|whatsapp|facebook|twitter|pinterest|linkedin|telegram|xing|reddit)\s*[:.…*]*$/i,
  /^(?:(?:whatsapp|facebook|twitter|pinterest|linkedin|telegram|xing|reddit|tumblr|e-?mail|pocket|flipboard|instagram|x)[\s,|·]*){2,}$/i,
  /^(?:tags?|kategorien?|categor(?:y|ies)|filed under|schlagwörter|schlagworte|stichworte|themen|topics|ressort|rubrik)\s*:\s/i,
  /^(?:warning|notice|fatal error|deprecated): .{0,120}\bon line \d+/i,
  /^(?:this (?:slideshow|video|site) requires javascript|please enable javascript|bitte aktivieren sie javascript)/i,
  /^(?:sie sind (?:aktuell )?nicht eingeloggt|jetzt (?:anmelden|registrieren|abonnieren)|anmelden|registrieren|log ?in|sign in)\.?$/i,
  /^(?:valora esta noticia|bewerten sie diesen artikel|wie bewerten sie diesen artikel|rate this (?:article|post))/i,
  /^(?:source|quelle|fuente)\s*:\s.{0,60}$/i,
  /^additional reporting by\b/i,
  /^(?:>|»|›|\/)\s?\S.{0,60}\s(?:>|»|›|\/)\s\S/,
];

/** Calls, legal notes and notes of the editors: longer than a headline, in words that reporting does not use. */
const CALLS: readonly RegExp[] = [
  /\b(?:abonnieren sie|abonniere|abonniert|melden sie sich|melde dich|sign up (?:for|to|now|here)|subscribe (?:to|now|here)|get (?:the latest|access to|our)|erhalten sie|verpasse(?:n sie)? kein|don[’']t miss)\b.{0,120}(?:newsletter|inbox|posteingang|updates|subscription|newsfeed|news\b|abo\b|e-?mail|edition)/i,
  /\b(?:our|unseren?m?|the|den|zum|kostenlosen?) (?:\w+ )?newsletter\b.{0,80}\b(?:sign up|subscribe|abonnieren|anmelden|bestellen|here|hier)\b/i,
  /\bsign up\b.{0,80}\bnewsletter/i,
  /^(?:subscribe|sign up) (?:now|today|to|for)\b/i,
  /\bmeet your inbox\b|\bdelivered (?:to|straight to|through) your (?:inbox|letterbox|door)/i,
  /\b(?:folgen sie uns|folgt? uns|follow us|follow (?:him|her|them|me)|find us|besuchen sie uns|like us)\b.{0,60}\b(?:twitter|facebook|instagram|linkedin|youtube|telegram|whatsapp|google news|flipboard|mastodon|bluesky|tiktok|x\b)/i,
  /^(?:e-?mail|write to|contact|reach|kontaktieren sie|schreiben sie)\b.{0,80}(?:@|\btwitter\b)/i,
  /^(?:have a (?:news )?tip|haben sie (?:einen hinweis|hinweise))\b/i,
  /\b(?:download|lade[nt]?|get)\b.{0,60}\b(?:our|unsere|the)\b.{0,30}\bapps?\b/i,
  /\b(?:this (?:web)?site uses cookies|(?:diese|unsere) (?:web)?(?:seite|site) (?:verwendet|benutzt|nutzt|setzt) cookies|we use cookies|wir (?:verwenden|nutzen|setzen) cookies|cookies? (?:akzeptieren|zulassen|accept))\b/i,
  /\b(?:all rights reserved|alle rechte vorbehalten|may not be (?:published|reproduced|republished)|written permission must be|no part of this (?:article|publication)|nachdruck, auch auszugsweise|jede weitere (?:verwendung|veröffentlichung)|todos los derechos reservados|tous droits réservés|wszelkie prawa zastrzeżone)\b/i,
  /\b(?:unter der lizenz|under (?:a|the) creative commons|stehen (?:die )?inhalte dieser (?:web)?seite|licensed under)\b/i,
  /^(?:dieser (?:text|artikel|beitrag)|this (?:article|story|post)|der (?:text|artikel|beitrag)) (?:ist |wurde |erschien |was |is |has been |first |originally |stammt |appeared )+.{0,40}(?:erschienen|veröffentlicht|published|appeared|ausgabe|lizenz|print)/i,
  /\b(?:affiliate|referral)[- ](?:and\/or referral |commission|links?|partner|programm|links? to)|\baffiliate commission\b|\bprovisions?-links?\b|\b(?:erhalten|bekommen) wir (?:eine|ggf\. eine|unter umständen eine) provision/i,
  /^\(?(?:reporting|writing|berichterstattung|mitarbeit|editing) (?:by|von)\b.{0,300}(?:edit|report|redakt|bearbeit)/i,
  /^(?:associated press|ap|reuters|afp|bloomberg) (?:\w+ )?(?:writers?|reporters?)\b.{0,260}\bcontributed to this report/i,
  /^[\p{Lu}][\p{L}.’' -]{3,60},? (?:contributed|reported) (?:to|from) (?:this|the) (?:report|story|article)/u,
  /\bwe are (?:temporarily )?moderating all comments\b|^(?:your email address will not be published|deine e-mail-adresse wird nicht veröffentlicht|ihre e-mail-adresse wird nicht veröffentlicht|required fields are marked|erforderliche felder sind|save my name, email|meinen namen, meine e-mail|leave a (?:reply|comment)|schreib(?:en sie|e) (?:einen|uns einen|uns deine) kommentar|hinterlasse(?:n sie)? (?:einen|eine) (?:kommentar|antwort)|you must be logged in|du musst (?:angemeldet|eingeloggt))/i,
  /^(?:tell us what you think|what do you think\?|was (?:denken|meinen|halten) sie|was (?:denkst|meinst) du|schreibt? (?:es )?uns in (?:den|die) kommentare)/i,
  /^(?:join|werden sie|werde) (?:our|teil unserer|mitglied)\b.{0,120}\b(?:community|forums?|mitglied|membership|channel|kanal)\b/i,
  /^(?:make \w+ my homepage|on the toolbar, click)/i,
  /\b(?:tenemos canal de|únete (?:a|desde)|join us on|tritt unserem) ?(?:telegram|whatsapp)?/i,
  /^(?:lesen sie den (?:vollständigen|ganzen) (?:artikel|beitrag)|read the (?:full|original) (?:article|story))\b/i,
  /\b(?:gefällt (?:dir|ihnen|euch) (?:dieser|unser|der) (?:artikel|beitrag|text|magazin|\w*magazin))\b/i,
];
