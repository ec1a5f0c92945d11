import type {
  Answer,
  AnswerEvent,
  AnswerTimings,
  Notice,
  Question,
  SearchedArticles,
} from '../domain/answer.ts';
import { messageOf } from '../errors.ts';
import { phrases } from '../i18n/phrases.ts';
import type { ChatModel } from '../models/chat/chat-model.ts';
import { type Evidence, retrieve, type Searched } from '../retrieval/retrieve.ts';
import { bridgesLanguages } from '../search-index/meaning/confidence.ts';
import { understand } from '../retrieval/understand.ts';
import { areTwoLanguages } from '../text/language.ts';
import { citationOf, nearbyOf } from './cite.ts';
import { defuseMarks } from './marks.ts';
import { pickQuotes } from './quote.ts';

/** What answering needs: where to search, and who writes. */
export interface Answering {
  readonly searched: Searched;
  /** Null where answers are made of quotes. */
  readonly chat: ChatModel | null;
  readonly answerTokens: number;
  /** Told what was found, before anything is written. */
  readonly onEvidence?: ((evidence: Evidence) => void) | undefined;
}

/**
 * One question from text to answer. Without a chat model, and wherever one fails or writes nothing that its
 * sources support, the answer is made of verbatim quotes.
 * @throws an AbortError when the signal fires; StorageError where library or index cannot be read
 */
export async function* answer(
  asked: Question,
  { searched, chat, answerTokens, onEvidence }: Answering,
  signal?: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  const started = performance.now();
  signal?.throwIfAborted();
  yield { type: 'stage', stage: 'searching', articles: searched.library.articleCount() };
  const question = understand(asked);
  const evidence = await retrieve(question, searched, signal);
  const searchMs = performance.now() - started;
  onEvidence?.(evidence);
  const finish = (parts: AnswerParts, firstTokenMs?: number): AnswerEvent => ({
    type: 'final',
    answer: {
      nearby: [],
      citations: [],
      searched: parts.kind === 'no-evidence' ? searchedArticles(searched) : null,
      ...parts,
      notices: [
        ...doubtful(evidence, parts),
        ...otherLanguage(evidence, parts, searched),
        ...(parts.notices ?? []),
      ],
      frame: question.frame,
      embedder: searched.generation.fingerprint.embedder.id,
      reranking: evidence.reranking.outcome,
      timings: timings(started, searchMs, firstTokenMs),
    },
  });

  if (evidence.verdict === 'none') {
    yield finish(refusal(evidence));
    return;
  }
  yield { type: 'stage', stage: 'reading', passages: evidence.passages.length };
  const notices: Notice[] = [];
  if (chat !== null) {
    const { writeAnswer } = await import('./write.ts');
    try {
      const written = yield* writeAnswer(evidence, searched.generation.frequencies(), chat, {
        answerTokens,
        signal,
      });
      if (written.text !== '') {
        yield finish(fromDraft(written, evidence, chat.id), written.firstTokenMs);
        return;
      }
      notices.push({ code: 'nothing-supported' });
    } catch (error) {
      signal?.throwIfAborted();
      notices.push({ code: 'model-failed', detail: messageOf(error) });
    }
  }
  yield finish({ ...fromQuotes(evidence, searched), notices });
}

type AnswerParts = Pick<Answer, 'kind' | 'form' | 'text' | 'model'> &
  Partial<Pick<Answer, 'citations' | 'nearby' | 'notices'>>;

function fromDraft(
  { text, citations, removed }: { text: string; citations: Answer['citations']; removed: number },
  evidence: Evidence,
  model: string,
): AnswerParts {
  const kind = removed === 0 && evidence.verdict === 'enough' ? 'answered' : 'partly';
  const notices: Notice[] = removed === 0 ? [] : [{ code: 'sentences-removed', count: removed }];
  return { kind, form: 'generated', text, citations, model, notices };
}

function fromQuotes(evidence: Evidence, { generation }: Searched): AnswerParts {
  const { frame } = evidence.question;
  const [open, close] = frame === 'de' ? ['„', '“'] : ['“', '”'];
  const citations = pickQuotes(evidence, generation.frequencies()).map(({ article, start, end }, index) =>
    citationOf(index + 1, article, start, end),
  );
  if (citations.length === 0) return refusal(evidence);
  const lines = citations.map(({ n, quote, language }) => {
    const label = language === frame || language === 'und' ? '' : ` (${phrases(frame).quotedIn(language)})`;
    // Every mark in the text is one of ours; the citation keeps the article's own.
    return `${open}${defuseMarks(quote.replace(/\s+/gu, ' '))}${close} [${String(n)}]${label}`;
  });
  const kind = evidence.verdict === 'enough' ? 'answered' : 'partly';
  return { kind, form: 'quotes', text: lines.join('\n'), citations, model: null };
}

const NEARBY_ARTICLES = 3;

function refusal({ question, passages }: Evidence): AnswerParts {
  const articles = new Map(passages.map(({ article }) => [article.id, article]));
  return {
    kind: 'no-evidence',
    form: 'quotes',
    text: phrases(question.frame).nothingFound,
    nearby: [...articles.values()].slice(0, NEARBY_ARTICLES).map(nearbyOf),
    model: null,
  };
}

/** Said where the gate let pass what holds only part of the question. */
function doubtful({ verdict }: Evidence, { kind }: AnswerParts): Notice[] {
  return verdict === 'some' && kind !== 'no-evidence' ? [{ code: 'doubtful' }] : [];
}

/** Said where nothing was found in the question's own language, and how to find it where the embedder cannot. */
function otherLanguage(
  { question, passages }: Evidence,
  { citations = [] }: AnswerParts,
  { generation }: Searched,
): Notice[] {
  const best = passages[0]?.passage.language ?? 'und';
  const used = citations.length > 0 ? citations : passages.map(({ passage }) => passage);
  const { language } = question;
  if (language === 'und') return [];
  const [most = 'und'] = generation.languages();
  const profile = generation.meaning.profile();
  const bridges = profile !== null && bridgesLanguages(profile);
  const isForeign = areTwoLanguages(most, language);
  if (isForeign && !bridges && !citations.some((citation) => citation.language === language)) {
    return [{ code: 'needs-embedder', question: language, passages: most }];
  }
  if (best === 'und' || used.some((one) => one.language === language)) return [];
  return [{ code: 'other-language', question: language, passages: best }];
}

function searchedArticles({ library }: Searched): SearchedArticles {
  const { articles, oldest, newest, outlets, lastStored } = library.coverage();
  return { articles, oldest, newest, outlets, lastStored };
}

function timings(started: number, searchMs: number, firstTokenMs: number | undefined): AnswerTimings {
  const totalMs = performance.now() - started;
  return { searchMs, ...(firstTokenMs !== undefined && { firstTokenMs }), totalMs };
}
