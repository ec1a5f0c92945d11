import type { RejectionKind } from '../domain/rejection.ts';

/** What a page shows, for the judgement whether it is an article at all. */
export interface PageSigns {
  readonly title: string;
  /** Everything that readers see, furniture included; asked for only where the article is short. */
  readonly page: () => readonly string[];
  /** What was taken for the article. */
  readonly article: readonly string[];
  /** False where the page's metadata says that the article costs money. */
  readonly free: boolean;
}

export interface Judgement {
  readonly kind: RejectionKind;
  readonly reason: string;
}

/** A page in place of an article is short; a real article that speaks of cookies or errors is longer than this. */
const SHORT = 1800;
/** The beginning of an article that is sold has a paragraph or three. */
const STUB = 1500;

/**
 * Tells a page that stands where an article should be: a request for consent, a locked article, a server's error.
 * Null for what may be an article.
 */
export function judgePage({ title, page: pageOf, article, free }: PageSigns): Judgement | null {
  const length = lengthOf(article);
  if (length >= 2 * SHORT) return null;
  const page = pageOf();
  const seen = page.join('\n');
  if (length < SHORT && isErrorPage(title, page)) {
    return { kind: 'error-page', reason: `is an error page ("${(title || page[0] || '').slice(0, 60)}")` };
  }
  if (isCookieWall(article.length > 0 ? article : page, title)) {
    return { kind: 'cookie-wall', reason: 'asks for consent to cookies instead of showing an article' };
  }
  if (length < STUB && (PAYWALL.test(seen) || (!free && PAYWALL_WORDS.test(seen)))) {
    return { kind: 'paywall', reason: 'shows only the beginning of an article that is for subscribers' };
  }
  return null;
}

const ERROR_TITLE =
  /^(?:error )?(?:4\d\d|5\d\d)\b|\b(?:404|403|410|500|502|503)\b.{0,30}\b(?:error|fehler|not found|forbidden|unavailable|nicht gefunden)|^(?:error|fehler)\b.{0,20}\b[45]\d\d\b|^(?:page|seite|artikel|article|beitrag|site|file|datei)\b.{0,25}\b(?:not found|nicht gefunden|existiert nicht|does not exist|nicht verfügbar|unavailable|no longer available)|^not found\b|^(?:access (?:to this page )?(?:has been )?denied|zugriff verweigert|forbidden|just a moment|attention required|are you a (?:robot|human)|security check|robot check|pardon our interruption|bad gateway|service unavailable|internal server error|gateway time-?out|checking your browser|verify you are human|captcha|wartungsarbeiten|under maintenance|site maintenance|too many requests|request blocked|domain (?:is )?for sale|account suspended)/i;

const ERROR_TEXT =
  /\b(?:the page you (?:are looking for|requested)|die (?:von ihnen )?(?:gesuchte|angeforderte|aufgerufene) seite|diese seite existiert nicht|enable javascript and cookies to continue|checking (?:if the site connection is secure|your browser before)|please verify you are (?:a )?human|ray id|you don[’']t have permission to access|unusual traffic from your|ungewöhnlichen datenverkehr|sind sie ein (?:mensch|roboter)|is currently unable to handle this request|we can[’']t seem to find the page)\b/i;

function isErrorPage(title: string, page: readonly string[]): boolean {
  const head = page.slice(0, 4);
  if (ERROR_TITLE.test(title.trim())) return true;
  return head.some((line) => line.length < 120 && ERROR_TITLE.test(line.trim())) &&
    ERROR_TEXT.test(page.join('\n'))
    ? true
    : lengthOf(page) < 800 && ERROR_TEXT.test(page.join('\n'));
}

/** Words of a request for consent; an article about cookies has some of them, among many others. */
const CONSENT: readonly RegExp[] = [
  /\bcookies?\b/i,
  /\b(?:einwilligung|zustimmung|zustimmen|einwilligen|consent|agree|akzeptieren|accept all|alle akzeptieren)\b/i,
  /\b(?:partner|drittanbieter|third[- ]party|vendors|anbieter)\b/i,
  /\b(?:personenbezogene|personal(?:ised|ized)?|personalisierte)\b/i,
  /\b(?:tracking|werbung und tracking|werbefrei|ad-free|pur-abo|pur abo|contentpass|consent)\b/i,
  /\b(?:datenschutz\w*|privacy policy|privacy|dsgvo|gdpr)\b/i,
  /\b(?:widerrufen|withdraw|einstellungen|settings|preferences|manage options)\b/i,
  /\b(?:ip-adress\w*|ip address\w*|endgerät|device|geräte-?kennung\w*|identifier\w*)\b/i,
];
const CONSENT_ASKED =
  /\b(?:zustimmen|akzeptieren|einwilligen|accept|agree|consent)\b.{0,80}\b(?:weiter|lesen|nutzen|continue|proceed|use|read)\b|\bmit werbung (?:und tracking )?(?:weiterlesen|lesen|nutzen)|\b(?:accept|agree) (?:all|and (?:continue|close))\b|\balle akzeptieren\b|\bwe (?:and our|value your)\b.{0,40}\b(?:partners|privacy)|\bwir (?:und unsere|benötigen ihre|brauchen ihre)\b.{0,40}\b(?:partner|zustimmung|einwilligung)/i;

function isCookieWall(lines: readonly string[], title: string): boolean {
  const text = lines.join('\n');
  if (!CONSENT_ASKED.test(`${title}\n${text}`)) return false;
  const kinds = CONSENT.filter((pattern) => pattern.test(text)).length;
  const about = lines.filter((line) => CONSENT.filter((pattern) => pattern.test(line)).length >= 1);
  return kinds >= 4 && lengthOf(about) > 0.5 * lengthOf(lines);
}

const PAYWALL_WORDS =
  /\b(?:abonnent\w*|abonnement|abo|subscri\w+|premium|plus-artikel|registrieren|register|log ?in|anmelden|weiterlesen)\b/i;
const PAYWALL =
  /\b(?:(?:jetzt |gratis |sofort )?weiterlesen (?:mit|und|als)\b.{0,60}\b(?:plus|premium|abo|probe|\w+\+)|diese[rn]? (?:artikel|beitrag|text|inhalt) (?:ist|sind|gibt es) (?:nur |exklusiv |ausschließlich )?(?:für|mit)\b.{0,30}\b(?:abonnent\w*|abo|registrierte|mitglieder|plus|premium)|(?:um|zum) (?:diesen artikel |den artikel |den ganzen artikel )?(?:zu )?(?:weiterlesen|lesen|weiterzulesen)\b.{0,60}\b(?:abo|registrier|anmeld|kauf)|lesen sie (?:diesen artikel|den ganzen artikel|weiter) (?:mit|im)\b.{0,30}(?:abo|plus|premium)|(?:sie sind|bereits|schon) abonnent\b.{0,20}(?:anmelden|einloggen|\?)|(?:subscribe|sign in|register|log in|create (?:a|an) (?:free )?account) (?:now |today |here )?to (?:continue|read|keep|unlock|finish)\b|already a (?:subscriber|member)\b|this (?:article|content|story|post) is (?:for|only available to|exclusive to|reserved for)\b.{0,30}(?:subscriber|member|paid)|continue reading (?:with|by|your article with)\b.{0,40}(?:subscri|account)|you(?:[’']ve| have) (?:reached|read) (?:your|the|all)\b.{0,40}\b(?:free articles?|limit))/i;

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}
