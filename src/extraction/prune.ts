import type { DomDocument, DomElement } from './dom.ts';
import { type HidingRules, isHidden } from './hidden.ts';

/**
 * Takes out of a page what is around its article and calls itself so: by its element, its role, or a word in its class
 * or id. And what no reader sees. What holds most of the page's text stays, whatever it is called: then the name means
 * something else, or a script would have shown it.
 * @returns true where prose was kept that the page hides
 */
export function prune(document: DomDocument, rules: HidingRules): boolean {
  const page = weigh(document.body, rules, false);
  const visible = page.prose - hiddenProse(page.inside);
  let keptHidden = false;
  const removeFrom = (weights: readonly Weight[]): void => {
    for (const weight of weights) {
      if (isRemoved(weight, page.prose) || (weight.suspect === 'hidden' && visible >= ENOUGH_VISIBLE))
        weight.element.remove();
      else {
        keptHidden ||= weight.suspect === 'hidden' && weight.prose > 0;
        removeFrom(weight.inside);
      }
    }
  };
  removeFrom(page.inside);
  return keptHidden;
}

/**
 * Characters of prose in sight above which what is hidden is hidden from readers, however much it is. Below it, the hidden text may
 * be an article that a script shows.
 */
const ENOUGH_VISIBLE = 400;

function hiddenProse(weights: readonly Weight[]): number {
  return weights.reduce(
    (sum, { suspect, prose, inside }) => sum + (suspect === 'hidden' ? prose : hiddenProse(inside)),
    0,
  );
}

/** Takes out only what no reader sees, however much it is: pieces of HTML in other formats have no scripts to show it. */
export function removeHidden(document: DomDocument, rules: HidingRules): void {
  for (const element of document.body.elements((one) => one.localName === 'noscript' || isHidden(one, rules)))
    element.remove();
}

/** An element that may go, or that holds some that may. */
interface Weight {
  readonly element: DomElement;
  /** Characters of text, without white space around them. */
  text: number;
  /** How many of them stand in links. */
  linked: number;
  /** How many of them stand outside links in pieces long enough to be sentences. */
  prose: number;
  readonly suspect: Suspect | null;
  readonly inside: Weight[];
}

/** `firm` names mean one thing; others are sometimes given to what holds the article; a `list` goes if it is one. */
type Suspect = 'hidden' | 'firm' | 'surroundings' | 'list';

/** The share of a page's prose above which a suspect is taken for the article all the same. */
const MOST_PROSE: Readonly<Record<Suspect, number>> = {
  hidden: 0.5,
  firm: 0.75,
  surroundings: 0.4,
  list: 0.3,
};

/** Shorter pieces of text are labels, names, buttons. */
const LEAST_PROSE = 40;

function isRemoved({ suspect, text, linked, prose }: Weight, all: number): boolean {
  if (suspect === null || (suspect === 'list' && linked <= 0.5 * text)) return false;
  return prose <= MOST_PROSE[suspect] * all;
}

function weigh(element: DomElement, rules: HidingRules, inLink: boolean): Weight {
  const weight: Weight = {
    element,
    text: 0,
    linked: 0,
    prose: 0,
    suspect: suspectOf(element, rules),
    inside: [],
  };
  const linked = inLink || element.localName === 'a';
  for (let child = element.firstChild; child !== null; child = child.nextSibling) {
    if (child.nodeType === 3) {
      const length = child.textContent.trim().length;
      weight.text += length;
      if (linked) weight.linked += length;
      else if (length >= LEAST_PROSE) weight.prose += length;
    } else {
      const inner = weigh(child, rules, linked);
      weight.text += inner.text;
      weight.linked += inner.linked;
      weight.prose += inner.prose;
      if (inner.suspect !== null) weight.inside.push(inner);
      else weight.inside.push(...inner.inside);
    }
  }
  return weight;
}

function suspectOf(element: DomElement, rules: HidingRules): Suspect | null {
  const name = element.localName;
  if (name === 'body' || name === 'html') return null;
  if (name === 'noscript' || isHidden(element, rules)) return 'hidden';
  if (SURROUNDING_ELEMENTS.has(name)) return 'firm';
  const role = element.getAttribute('role');
  if (role !== null && SURROUNDING_ROLES.test(role)) return 'firm';
  // Closed menus and dialogs. On others it only means that a screen reader need not say it.
  if (element.getAttribute('aria-hidden') === 'true' && BOXES.has(name)) return 'hidden';
  if (WHOLE.has(name)) return null;
  const classes = element.getAttribute('class');
  const id = element.getAttribute('id');
  if (!classes && !id) return null;
  return suspectByName(`${classes ?? ''} ${id ?? ''}`);
}

const SURROUNDING_ELEMENTS = new Set(['nav', 'footer', 'dialog', 'menu', 'figcaption']);
const SURROUNDING_ROLES = /^(?:navigation|menu|menubar|dialog|alertdialog|search|contentinfo|toolbar)$/;
const BOXES = new Set(['div', 'section', 'nav', 'aside', 'ul', 'dialog', 'form', 'header', 'footer']);
/** Their classes tell of the page (its category, whether it takes comments), not of themselves. */
const WHOLE = new Set(['article', 'main', 'h1', 'p']);

/** What a known name says about its element; names are few, elements many. */
const byName = new Map<string, Suspect | null>();
const MOST_NAMES = 20_000;

function suspectByName(names: string): Suspect | null {
  const known = byName.get(names);
  if (known !== undefined) return known;
  const verdict = judgeNames(names);
  if (byName.size >= MOST_NAMES) byName.clear();
  byName.set(names, verdict);
  return verdict;
}

function judgeNames(names: string): Suspect | null {
  let suspect: Suspect | null = null;
  for (const name of names.split(/\s+/)) {
    const words = name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
    if (BODY.test(words)) return null;
    if (words === '' || OF_THE_PAGE.test(words)) continue;
    if (FIRM.test(words)) suspect = 'firm';
    else if (SURROUNDINGS.test(words) && suspect !== 'firm') suspect = 'surroundings';
    else if (LISTS.test(words)) suspect ??= 'list';
  }
  return suspect;
}

/** What holds the text says so, whatever else it is called. */
const BODY =
  /^(?:(?:article|entry|post|page|story|main|news|blog|artikel|beitrag|td-post)[-_]*)?(?:content|body|text|main|inhalt)(?:[-_]*(?:area|wrapper|wrap|container|inner|body|text))?$|^(?:article|artikel|story|hentry|h-entry|post)$/;

/** "category-related", "has-sidebar", "comments-open" describe the article or the page; an embedded post is a quotation. */
const OF_THE_PAGE =
  /^(?:category|tag|has|no|with|without|is|page|js|wp-block-group)[-_]|[-_](?:open|enabled|closed|on|off|active)$|[-_](?:w|with|has|no)[-_]|embed/;

function wordsIn(list: string): RegExp {
  return new RegExp(`(?:^|[-_])(?:${list.trim().split(/\s+/).join('|')})(?:$|[-_\\d])`);
}

/** Names that mean one thing in both languages. */
const FIRM = wordsIn(`
  share shares sharing sharedaddy sharebar sharethis addthis addtoany shariff social socials socialmedia teilen
  newsletter newsletters cookie cookies consent gdpr dsgvo cmp
  related relatedposts recommended recommendations recommendation empfehlungen outbrain taboola plista
  more-news more-articles more-stories read-next readnext up-next also-read read-also further-reading mehr-zum-thema auch-interessant
  comment-list commentlist comments comment-form comment-respond commentform respond disqus kommentare leserkommentare
  breadcrumb breadcrumbs brotkrumen post-nav postnav post-navigation nav-links nav-previous nav-next prev-next
  author-bio author-box authorbox about-author about-the-author autorenbox author-description bio-box
  caption captions wp-caption-text bildunterschrift bildnachweis image-credit photo-credit picture-credit
  taglist tag-list tag-links post-tags entry-tags tagcloud schlagworte schlagwoerter
  advert adverts advertisement advertising adsbygoogle anzeige anzeigen
  screen-reader-text sr-only visually-hidden visuallyhidden skip-link skiplink masthead sitefooter submenu navbar offcanvas
  toc table-of-contents ez-toc inhaltsverzeichnis printfriendly star-rating likes like-button
`);

/** Names of what is around an article; some builders of pages give them to everything. */
const SURROUNDINGS = wordsIn(`
  subscribe subscription-box abo-box kommentar comment pagination pager page-nav authorbox author-info autor-info author-card copyright
  entry-meta post-meta article-meta meta-data metadata byline dateline post-date entry-footer post-footer article-footer
  tags keywords ads werbung sponsored advertorial banner promo promobox promotion
  sidebar footer menu popup modal overlay lightbox tooltip rating ratings votes feedback
`);

/** Names of teasers and boxes that may as well hold text: they go where most of it is links. */
const LISTS = wordsIn(`
  teaser teasers teaserlist widget widgets box infobox aside linklist links list more mehr latest popular trending meistgelesen
  topics themen articles posts stories news block tag category categories kategorien archive navigation nav
`);
