import type { AnswerEvent, CitationMark, FrameLanguage, Notice, SearchedArticles } from '../domain/answer.ts';

/**
 * Everything Newshound itself says to the people who ask, in the terminal and on Discord alike.
 * Both tables have the same type, so that no phrase can be missing in one language.
 */

/** What one language says. Sentences are plain text, without markup; a renderer may decorate them. */
export interface Phrases {
  readonly language: FrameLanguage;
  readonly nothingFound: string;
  readonly nearestArticles: string;
  readonly sources: string;
  /** Label of a source that is quoted in another language than the frame's; takes an ISO 639-1 code. */
  readonly quotedIn: (language: string) => string;
  /** Warning beside a source whose text is not what it should be. */
  readonly mark: (mark: CitationMark) => string;
  /** A day for people; takes an ISO 8601 day or instant and returns what cannot be read unchanged. */
  readonly date: (iso: string) => string;
  readonly searching: (articles: number) => string;
  readonly reading: (passages: number) => string;
  readonly writing: (model: string) => string;
  /** `position` 1 is next. */
  readonly queued: (position: number) => string;
  readonly notice: (notice: Notice) => string;
  /** What was searched, where nothing was found. */
  readonly searched: (searched: SearchedArticles) => string;
  /** Instead of an answer that was stopped before it was finished. */
  readonly interrupted: string;
  /** To the asker of a private answer that cannot be shown any more where it began. */
  readonly interruptedElsewhere: (question: string) => string;
  /** Instead of an answer that took longer than Discord lets a command take. */
  readonly tookTooLong: string;
  /** For every error that is not meant for people. */
  readonly somethingWentWrong: string;
  /** Where the bot lacks the permission to write. */
  readonly cannotWriteHere: string;
  readonly emptyQuestion: string;
  readonly questionTooLong: (length: number, most: number) => string;
  /** Answer to a mention without a question. */
  readonly howToAsk: string;
  /** Stands where a text was cut to fit. */
  readonly omitted: string;
  /** While a question waits in line; `before` counts those that come first. */
  readonly waiting: (before: number) => string;
  readonly tooManyOwn: (most: number) => string;
  /** `when` is a moment or a span, as the renderer shows one. */
  readonly tooManyWaiting: (waiting: number, when: string) => string;
  /** Label of the button that stops an answer. */
  readonly stop: string;
  /** Instead of an answer that its asker has stopped. */
  readonly stopped: string;
  readonly nothingToStop: string;
  readonly onlyTheAsker: string;
  /** Label of the button that asks the same question anew. */
  readonly askAgain: string;
  /** Label of the choice among the passages of an answer. */
  readonly openPassage: string;
  readonly passageGone: string;
  /** Below a passage whose article says something else by now. */
  readonly passageChanged: string;
  /** For a button of an answer that is not remembered any more. */
  readonly forgotten: string;
  /** Label of the button that shows a private answer to everybody. */
  readonly share: string;
  readonly sharedAlready: string;
  /** Instead of a shared answer, where nobody else can be shown one. */
  readonly cannotShareHere: string;
  /** Above an answer whose question is not there to be read; `asker` is a name, as the renderer shows one. */
  readonly askedBy: (asker: string) => string;
  /** Label of the button that asks a further question. */
  readonly askOn: string;
  /** Title of the form for that question, and label and example of its only field. */
  readonly askOnForm: { readonly title: string; readonly field: string; readonly example: string };
  /** Stands in a further message of an answer until its text is there. */
  readonly goesOn: string;
  /** Below the last message that an answer may have where it has more to say. */
  readonly restLeftOut: string;
}

function named(frame: FrameLanguage, language: string): string | undefined {
  if (language === 'und' || !/^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(language)) return undefined;
  const name = new Intl.DisplayNames(frame, { type: 'language' }).of(language);
  return name === language ? undefined : name;
}

function day(locale: string, iso: string): string {
  const date = /^\d{4}-\d{2}-\d{2}/.test(iso) ? new Date(iso.slice(0, 10)) : undefined;
  if (date === undefined || Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

function counted(locale: string, count: number, one: string, many: string): string {
  return `${new Intl.NumberFormat(locale).format(count)} ${count === 1 ? one : many}`;
}

/** How to search across languages. */
const GET_EMBEDDER = {
  en: 'To find them from other languages, its operator needs an embedder: `npm run models -- pull multilingual-e5-small`, then `npm run reindex -- --rebuild`.',
  de: 'Um sie aus anderen Sprachen zu finden, braucht der Betreiber einen Embedder: `npm run models -- pull multilingual-e5-small`, dann `npm run reindex -- --rebuild`.',
} as const;

const MOST_OUTLETS = 5;

/** The first outlets, and how many more there are. */
function some(outlets: readonly string[], more: (count: number) => string): string {
  const first = outlets.slice(0, MOST_OUTLETS).join(', ');
  return outlets.length > MOST_OUTLETS ? `${first} ${more(outlets.length - MOST_OUTLETS)}` : first;
}

const en: Phrases = {
  language: 'en',
  nothingFound: 'I found nothing on this in the articles.',
  nearestArticles: 'Nearest articles',
  sources: 'Sources',
  mark: (mark) =>
    ({
      torn: 'words are missing from its text',
      'machine-translated': 'reads like a machine translation',
      hidden: 'was hidden on its page',
      leftovers: 'parts of a web page stand in its text',
      instructions: 'contains instructions to a language model',
    })[mark],
  quotedIn: (language) => `quoted in ${named('en', language) ?? 'another language'}`,
  date: (iso) => day('en-GB', iso),
  searching: (articles) => `Searching ${counted('en', articles, 'article', 'articles')} …`,
  reading: (passages) => `Reading ${counted('en', passages, 'passage', 'passages')} …`,
  writing: (model) => `Writing with ${model} …`,
  queued: (position) =>
    position === 1
      ? 'The model is busy; your question is next.'
      : `The model is busy; your question is number ${String(position)} in the queue.`,
  notice(notice) {
    switch (notice.code) {
      case 'model-failed':
        return 'The chat model failed, so this answer is made of quotes.';
      case 'sentences-removed':
        return notice.count === 1
          ? 'One sentence was removed because its source does not support it.'
          : `${String(notice.count)} sentences were removed because their sources do not support them.`;
      case 'doubtful':
        return 'The articles may answer this only in part.';
      case 'nothing-supported':
        return 'Nothing the chat model wrote was supported by its sources, so this answer is made of quotes.';
      case 'other-language': {
        const passages = named('en', notice.passages) ?? 'another language';
        return `The articles that fit this question are in ${passages}.`;
      }
      case 'needs-embedder': {
        const passages = named('en', notice.passages) ?? 'another language';
        return `Most articles here are in ${passages}, and this search goes by spelling. ${GET_EMBEDDER.en}`;
      }
      case 'interrupted':
        return 'This answer was interrupted before it was finished.';
    }
  },
  searched({ articles, oldest, newest, outlets, lastStored }) {
    const from = outlets.length === 0 ? '' : ` from ${some(outlets, (count) => `and ${String(count)} more`)}`;
    const dated =
      oldest === null || newest === null ? '' : `, dated ${day('en-GB', oldest)} to ${day('en-GB', newest)}`;
    const read = lastStored === null ? '' : `; last read on ${day('en-GB', lastStored)}`;
    return `Searched: ${counted('en', articles, 'article', 'articles')}${from}${dated}${read}.`;
  },
  interrupted: 'This answer was interrupted. Please ask again.',
  interruptedElsewhere: (question) =>
    `I was interrupted while I answered your question “${question}”. If you have not read the whole answer, please ask again.`,
  tookTooLong:
    'This took longer than Discord lets an answer take. Please ask again, or ask a narrower question.',
  somethingWentWrong: 'Something went wrong on my side. Please try again in a moment.',
  cannotWriteHere: 'I may not write in this channel. Please ask somebody who manages the server to allow it.',
  emptyQuestion: 'The question is empty. Please write what you would like to know.',
  questionTooLong: (length, most) =>
    `The question has ${String(length)} characters; please use ${String(most)} at most.`,
  howToAsk: 'Mention me together with a question, or use /ask, and I look it up in the articles.',
  omitted: '[…]',
  waiting: (before) => `${counted('en', before, 'question', 'questions')} before yours …`,
  tooManyOwn: (most) =>
    `You have ${counted('en', most, 'question', 'questions')} in line already. Please wait for an answer, or stop one of them.`,
  tooManyWaiting: (waiting, when) =>
    `${counted('en', waiting, 'question is', 'questions are')} waiting, which is as many as I can take. Please try again ${when}.`,
  stop: 'Stop',
  stopped: 'This answer was stopped by whoever asked.',
  nothingToStop: 'This answer is not being written any more.',
  onlyTheAsker: 'Only whoever asked the question can do this.',
  askAgain: 'Ask again',
  openPassage: 'Read the passages behind this answer …',
  passageGone: 'This article is not in the collection any more.',
  passageChanged: 'The article has been changed since; this is what it said when I answered.',
  forgotten: 'I do not remember this answer any more. Please ask again.',
  share: 'Show to everybody',
  sharedAlready: 'This answer has been shared already.',
  cannotShareHere: 'This server shows what I say here to nobody but you.',
  askedBy: (asker) => `${asker} asked:`,
  askOn: 'Ask on',
  askOnForm: {
    title: 'Ask on',
    field: 'Your next question',
    example: 'And what came of it?',
  },
  goesOn: 'The answer goes on …',
  restLeftOut:
    'Discord lets me say no more here. Ask me in a direct message, or on a server that has added me, to read the rest.',
};

const de: Phrases = {
  language: 'de',
  nothingFound: 'Dazu habe ich in den Artikeln nichts gefunden.',
  nearestArticles: 'Die nächstliegenden Artikel',
  sources: 'Quellen',
  mark: (mark) =>
    ({
      torn: 'in ihrem Text fehlen Wörter',
      'machine-translated': 'liest sich wie maschinell übersetzt',
      hidden: 'war auf der Seite nicht zu sehen',
      leftovers: 'Teile einer Webseite stehen in ihrem Text',
      instructions: 'enthält Anweisungen an ein Sprachmodell',
    })[mark],
  quotedIn: (language) => {
    const name = named('de', language);
    return name === undefined ? 'in einer anderen Sprache zitiert' : `auf ${name} zitiert`;
  },
  date: (iso) => day('de-DE', iso),
  searching: (articles) => `Ich durchsuche ${counted('de', articles, 'Artikel', 'Artikel')} …`,
  reading: (passages) => `Ich lese ${counted('de', passages, 'Textstelle', 'Textstellen')} …`,
  writing: (model) => `Ich schreibe mit ${model} …`,
  queued: (position) =>
    position === 1
      ? 'Das Modell ist beschäftigt; deine Frage kommt als nächste dran.'
      : `Das Modell ist beschäftigt; deine Frage steht auf Platz ${String(position)} der Warteschlange.`,
  notice(notice) {
    switch (notice.code) {
      case 'model-failed':
        return 'Das Sprachmodell ist ausgefallen, deshalb besteht diese Antwort aus Zitaten.';
      case 'sentences-removed':
        return notice.count === 1
          ? 'Ein Satz wurde entfernt, weil seine Quelle ihn nicht belegt.'
          : `${String(notice.count)} Sätze wurden entfernt, weil ihre Quellen sie nicht belegen.`;
      case 'doubtful':
        return 'Die Artikel beantworten das womöglich nur zum Teil.';
      case 'nothing-supported':
        return 'Nichts von dem, was das Sprachmodell schrieb, war belegt, deshalb besteht diese Antwort aus Zitaten.';
      case 'other-language': {
        const passages = named('de', notice.passages);
        return passages === undefined
          ? 'Die Artikel, die zu dieser Frage passen, sind in einer anderen Sprache verfasst.'
          : `Die Artikel, die zu dieser Frage passen, sind auf ${passages} verfasst.`;
      }
      case 'needs-embedder': {
        const passages = named('de', notice.passages);
        const where = passages === undefined ? 'in einer anderen Sprache' : `auf ${passages}`;
        return `Die meisten Artikel hier sind ${where} verfasst, und diese Suche geht nach der Schreibung. ${GET_EMBEDDER.de}`;
      }
      case 'interrupted':
        return 'Diese Antwort wurde abgebrochen, bevor sie fertig war.';
    }
  },
  searched({ articles, oldest, newest, outlets, lastStored }) {
    const from =
      outlets.length === 0 ? '' : ` von ${some(outlets, (count) => `und ${String(count)} weiteren`)}`;
    const dated =
      oldest === null || newest === null ? '' : `, vom ${day('de-DE', oldest)} bis ${day('de-DE', newest)}`;
    const read = lastStored === null ? '' : `; zuletzt gelesen am ${day('de-DE', lastStored)}`;
    return `Durchsucht: ${counted('de', articles, 'Artikel', 'Artikel')}${from}${dated}${read}.`;
  },
  interrupted: 'Diese Antwort wurde abgebrochen. Bitte frag noch einmal.',
  interruptedElsewhere: (question) =>
    `Ich wurde unterbrochen, als ich deine Frage „${question}“ beantwortet habe. Falls du nicht die ganze Antwort gelesen hast, frag bitte noch einmal.`,
  tookTooLong:
    'Das hat länger gedauert, als Discord einer Antwort Zeit lässt. Bitte frag noch einmal oder stell eine engere Frage.',
  somethingWentWrong: 'Bei mir ist etwas schiefgegangen. Bitte versuch es gleich noch einmal.',
  cannotWriteHere:
    'In diesem Kanal darf ich nicht schreiben. Bitte frag jemanden, der den Server verwaltet, es zu erlauben.',
  emptyQuestion: 'Die Frage ist leer. Bitte schreib, was du wissen möchtest.',
  questionTooLong: (length, most) =>
    `Die Frage hat ${String(length)} Zeichen; bitte nimm höchstens ${String(most)}.`,
  howToAsk: 'Erwähne mich zusammen mit einer Frage oder nimm /ask, dann sehe ich in den Artikeln nach.',
  omitted: '[…]',
  waiting: (before) =>
    before === 1
      ? '1 Frage kommt vor deiner dran …'
      : `${counted('de', before, 'Frage', 'Fragen')} kommen vor deiner dran …`,
  tooManyOwn: (most) =>
    `Von dir ${most === 1 ? 'steht' : 'stehen'} schon ${counted('de', most, 'Frage', 'Fragen')} an. Bitte warte auf eine Antwort oder brich eine ab.`,
  tooManyWaiting: (waiting, when) =>
    `Es ${waiting === 1 ? 'wartet' : 'warten'} ${counted('de', waiting, 'Frage', 'Fragen')}, mehr kann ich nicht annehmen. Bitte versuch es ${when} noch einmal.`,
  stop: 'Abbrechen',
  stopped: 'Wer gefragt hat, hat diese Antwort abgebrochen.',
  nothingToStop: 'Diese Antwort wird nicht mehr geschrieben.',
  onlyTheAsker: 'Das kann nur, wer die Frage gestellt hat.',
  askAgain: 'Noch einmal fragen',
  openPassage: 'Die Textstellen hinter dieser Antwort lesen …',
  passageGone: 'Dieser Artikel ist nicht mehr in der Sammlung.',
  passageChanged: 'Der Artikel wurde seither geändert; so stand es dort, als ich geantwortet habe.',
  forgotten: 'An diese Antwort erinnere ich mich nicht mehr. Bitte frag noch einmal.',
  share: 'Allen zeigen',
  sharedAlready: 'Diese Antwort wurde schon geteilt.',
  cannotShareHere: 'Dieser Server zeigt niemandem außer dir, was ich hier sage.',
  askedBy: (asker) => `${asker} hat gefragt:`,
  askOn: 'Weiterfragen',
  askOnForm: {
    title: 'Weiterfragen',
    field: 'Deine nächste Frage',
    example: 'Und was wurde daraus?',
  },
  goesOn: 'Die Antwort geht weiter …',
  restLeftOut:
    'Mehr lässt mich Discord hier nicht sagen. Frag mich in einer Direktnachricht oder auf einem Server, der mich hinzugefügt hat, um den Rest zu lesen.',
};

/** What Newshound says in a language. */
export function phrases(frame: FrameLanguage): Phrases {
  return frame === 'de' ? de : en;
}

/** The sentence for an event that tells how far an answer is; `undefined` for text and for the end. */
export function progressPhrase(event: AnswerEvent, words: Phrases): string | undefined {
  if (event.type === 'queued') return words.queued(event.position);
  if (event.type !== 'stage') return undefined;
  switch (event.stage) {
    case 'searching':
      return words.searching(event.articles);
    case 'reading':
      return words.reading(event.passages);
    case 'writing':
      return words.writing(event.model);
  }
}
