/**
 * Sentences with their offsets. Unicode's rules (Intl.Segmenter, UAX #29) cut after "z. B.", "Dr." and
 * "18." as if a sentence ended there; those cuts are taken back.
 */

/** A slice of a text, in UTF-16 code units, without white space at either end. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * What ends in a full stop within a sentence. `always`: a sentence goes on behind it, whatever follows. `mostly`: a sentence goes on
 * unless a word follows with which sentences begin ("usw. Die", "Inc. The").
 */
interface Abbreviations {
  readonly always: RegExp;
  readonly mostly: RegExp;
  /** Words that begin sentences, and are no names or nouns. */
  readonly beginnings: RegExp;
}

const ABBREVIATIONS: Readonly<Record<'de' | 'en', Abbreviations>> = {
  de: {
    always: abbreviations(
      // Several words in one, with and without a space between them; each letter but the last is among those below.
      String.raw`z\.\s?(?:B|T|Zt)|d\.\s?[hi]|u\.\s?[aUv]|v\.\s?m|i\.\s?(?:d|S|V)|d\.\s?R|v\.\s?a|s\.\s?[ou]|m\.\s?E|a\.\s?D|o\.\s?g|[a-zäöü]`,
      'Dr|Prof|Dipl|Ing|Hr|Hrn|Fr|Frl|Pfr|St|Nr|Nrn|Abb|Ziff|Anm|Hrsg|Rn|Rz|Az|bzw|ca|evtl|ggf|vgl|inkl|exkl|bspw',
      'geb|sog|insb|insbes|ehem|zzgl|abzgl|mind|durchschn|entspr|jew|lt|gem|vs|cf',
    ),
    mostly: abbreviations(
      'Abs|Art|Tab|Kap|Bd|Bde|Aufl|Ausg|Verf|Red|Tel|Str|Pl|Kl|Sp|Lit|lit|Urt|Beschl|Sen|Gen|Mag|Sr|Jr|Co|gest|verh|max|min',
      'allg|bes|dt|engl|frz|franz|ital|lat|griech|span|österr|schweiz|amerik|röm|kath|ev|evang|staatl|städt|vorm|nachm',
      'Mio|Mrd|Bio|Tsd|Std|Min|Sek|Stk|Stck|Jh|Jhdt|Jahrh|etc|usw|usf|ff|Chr|Ltd|Inc|Corp',
      'Jan|Febr|Feb|Mär|Apr|Jun|Jul|Aug|Sept|Sep|Okt|Nov|Dez',
      // "u. Ä.", an initial, a day or an ordinal ("am 3. Oktober", "im 19. Jahrhundert"), a ruler's number.
      String.raw`[uo]\.\s?[Ää]|[A-ZÄÖÜ]|\d{1,3}|(?<=\p{L}\s)[IVXLC]{1,5}`,
    ),
    beginnings: beginnings(
      'Der|Die|Das|Dem|Den|Des|Ein|Eine|Einer|Er|Sie|Es|Wir|Ich|Ihr|Ihre|Sein|Seine|Dies|Diese|Dieser|Dieses|Jener|Man',
      'Doch|Aber|Und|Oder|Auch|Im|In|Am|An|Auf|Aus|Bei|Beim|Bis|Mit|Nach|Vor|Von|Vom|Zu|Zum|Zur|Für|Durch|Gegen|Seit|Trotz',
      'Während|Wenn|Weil|Als|Ob|Wer|Was|Wie|Wo|Wann|Warum|Dann|Danach|Dort|Da|Damit|Dabei|Dazu|Deshalb|Daher|Hier|Heute',
      'Jetzt|Nun|So|Allerdings|Zudem|Außerdem|Laut|Viele|Alle|Nicht|Kein|Keine|Noch|Schon|Nur|Jeder|Beide|Einige|Später',
    ),
  },
  en: {
    always: abbreviations(
      'Mr|Mrs|Ms|Mx|Dr|Prof|St|Gen|Col|Capt|Cpl|Maj|Adm|Cmdr|Gov|Lt|Sgt|Rev|Hon|Messrs|Nos|Figs|pp|vs|approx|ca|cf|viz|incl',
      String.raw`e\.\s?g|i\.\s?e|e|i`,
    ),
    mostly: abbreviations(
      'Sen|Rep|Pres|Mt|Ft|Fig|No|Vol|p|Ch|Sec|Art|Eq|Ed|Eds|Dept|v|est|al|etc|min|hr|hrs|ft|lb|lbs|oz|mph|Ave|Blvd|Rd',
      'Inc|Ltd|Co|Corp|Bros|LLC|Sr|Jr|Esq|Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun',
      'Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec',
      String.raw`[ap]\.\s?m|[AP]\.\s?M|Ph\.\s?D|[A-Z]|(?:[A-Z]\.)+[A-Z]`,
    ),
    beginnings: beginnings(
      'The|A|An|He|She|It|They|We|You|I|His|Her|Its|Their|Our|My|Your|This|That|These|Those|There|Then|But|And|Or|So|Yet',
      'If|When|While|Where|Who|What|Why|How|Which|In|On|At|By|For|From|With|After|Before|Since|As|To|Of|Some|Many|Most|All',
      'Both|No|Not|Now|Here|However|Meanwhile|Later|Nobody|Nothing|Although|Because|Once|Under|Despite|Until|Another|Each',
      'Every|Several|Others|According',
    ),
  },
};

/** Matches a text that begins with one of these words, perhaps in quotation marks. */
function beginnings(...words: readonly string[]): RegExp {
  return new RegExp(String.raw`^\s*["„“‚‘'«»(]?(?:${words.join('|')})(?![\p{L}\p{N}’'.])`, 'u');
}

/** Matches a text that ends in one of these, as a word, and a full stop. */
function abbreviations(...alternatives: readonly string[]): RegExp {
  return new RegExp(String.raw`(?:^|[\s(\[„“"'‚»«/–—-])(?:${alternatives.join('|')})\.$`, 'u');
}

/** The longest abbreviation with what stands before it: "i. d. R.". */
const LONGEST_ABBREVIATION = 16;

/** Whether a full stop before `end` is not the end of a sentence. */
function goesOn(
  line: string,
  start: number,
  end: number,
  { always, mostly, beginnings }: Abbreviations,
): boolean {
  const soFar = line
    .slice(Math.max(start, end - LONGEST_ABBREVIATION - 4), end)
    .trimEnd()
    .slice(-LONGEST_ABBREVIATION);
  if (!soFar.endsWith('.')) return false;
  if (always.test(soFar)) return true;
  return mostly.test(soFar) && !beginnings.test(line.slice(end, end + 20));
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterFor(language: string): Intl.Segmenter {
  const locale = language === 'und' ? 'en' : language;
  let segmenter = segmenters.get(locale);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' });
    segmenters.set(locale, segmenter);
  }
  return segmenter;
}

/** Sentences of one paragraph or of a whole text; a sentence never spans a line break. */
export function sentencesOf(text: string, language: string): Span[] {
  const spans: Span[] = [];
  // One line at a time: the segmenter's cost grows with the square of its input's length (13 s for a megabyte).
  for (const line of text.matchAll(LINE)) addSentences(line[0], line.index, language, spans);
  return spans;
}

/** A line, or as much of an endless one as may be segmented at once, cut at white space where there is some, never within a character. */
const LINE = /[^\n]{1,20000}(?!\S)|[^\n]{1,20000}/gu;

function addSentences(line: string, offset: number, language: string, spans: Span[]): void {
  const abbreviations = ABBREVIATIONS[language === 'de' ? 'de' : 'en'];
  let start = 0;
  for (const piece of segmenterFor(language).segment(line)) {
    const end = behindFootnotes(line, piece.index + piece.segment.length);
    if (end <= start || (end < line.length && goesOn(line, start, end, abbreviations))) continue;
    addTrimmed(line, start, end, offset, spans);
    start = end;
  }
  addTrimmed(line, start, line.length, offset, spans);
}

/** Unicode's rules cut "so.[3] Then" behind the bracket; "[3]" belongs to what stands before, "(" to what follows. */
function behindFootnotes(line: string, end: number): number {
  if (!/[[({]/u.test(line[end - 1] ?? '')) return end;
  FOOTNOTES.lastIndex = end - 1;
  return end - 1 + (FOOTNOTES.exec(line)?.[0].length ?? 0);
}

const FOOTNOTES = /(?:\[(?:\d{1,3}|[a-z])\])*/y;

function addTrimmed(line: string, start: number, end: number, offset: number, spans: Span[]): void {
  const raw = line.slice(start, end);
  const lead = raw.length - raw.trimStart().length;
  const length = raw.trim().length;
  if (length > 0) spans.push({ start: offset + start + lead, end: offset + start + lead + length });
}
