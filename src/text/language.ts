import { createRequire } from 'node:module';

/**
 * Which language a text, or a question of a few words, is written in.
 *
 * German and English are told by a vote of their function words: no start-up cost, and right on short questions,
 * where statistics over letters err. Everything else is left to tinyld, which takes 64 ms to load and is therefore
 * loaded when it is needed.
 */

/** Words that the other language does not have; `was`, `in`, `die` and the like stand in neither list. */
const GERMAN = words(`
  der das den dem des und oder aber auch nicht kein keine keinen ist sind wird werden wurde wurden wäre hatte hatten habe
  haben hat war waren ein eine einen einem einer eines mit von vom zu zum zur auf aus bei beim nach für über unter zwischen durch
  gegen ohne um seit bis vor wie wer wen wem wessen wann wo warum wieso weshalb wohin woher wozu womit wodurch worauf wogegen wofür wovon woran worin
  beide beiden welche
  welcher welches welchen welchem viel viele wieviel ich du er sie es wir ihr ihre ihren seine seiner sich dass daß wenn
  weil als ob noch schon nur sehr mehr kann können konnte muss müssen soll sollte gibt gab heißt nennt man im am
  gilt dieser diese dieses
`);
const ENGLISH = words(`
  the of and to with for from by on at as is are were be been has have had it its he she they their this that these
  those which who whom whose what when where why how do does did not or but if than then about into between after before
  can could would should will i you we your our there many much more most other over
`);
/** Frequent words of neighbours that share words with the two above. */
const OTHERS = words(`
  het een van niet zijn wat waar hoe voor naar deze dat wordt welke uit
  le la les est une dans que qui quel quelle sont pour pas avec sur aux du et ou où combien comment
  el los las una por con para qué cuál quién cómo dónde cuándo y en del se es al lo su
  il gli che di non per sono è quale quando dove chi perché della nel come
  og det som er på ikke med av til hvad hvem hvor för är och att inte vad vem hur
  jest nie w na się co kto jak o e não uma um os as dos da do em
`);

/** In which of the three a word is: one look at a word instead of three. */
const LISTS: ReadonlyMap<string, { readonly de: boolean; readonly en: boolean; readonly others: boolean }> =
  new Map(
    [...GERMAN, ...ENGLISH, ...OTHERS].map((word) => [
      word,
      { de: GERMAN.has(word), en: ENGLISH.has(word), others: OTHERS.has(word) },
    ]),
  );
const LONGEST = Math.max(...[...LISTS.keys()].map(({ length }) => length));

/** Letters and endings that German has and English has not; only asked where neither words nor statistics decide. */
const GERMAN_SPELLING = /[äöüß]|(?:ung|ungen|keit|heit|lich|isch|ische|schaft|tz|enz)(?!\p{L})/u;

/** What tinyld calls accuracy, below which it guesses: 0.06 for English keywords taken for Spanish, .5 and more where it is right. */
const SURE = 0.25;

/** Words looked at; a longer text has long been decided. */
const MOST_WORDS = 2000;

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter(Boolean));
}

/** True where it is known that two texts are in different languages. */
export function areTwoLanguages(one: string, other: string): boolean {
  return one !== other && one !== 'und' && other !== 'und';
}

/** The ISO 639-1 code of a text's language, `und` where it cannot be told. */
export function detectLanguage(text: string): string {
  const sample = text
    .slice(0, MOST_WORDS * 8)
    .normalize('NFC')
    .toLowerCase();
  const found = sample.match(/\p{L}+/gu) ?? [];
  if (found.length === 0) return 'und';
  const votes = { de: 0, en: 0, others: 0 };
  for (const word of found) {
    const lists = word.length <= LONGEST ? LISTS.get(word) : undefined;
    if (lists === undefined) continue;
    if (lists.de) votes.de++;
    if (lists.en) votes.en++;
    if (lists.others) votes.others++;
  }
  // The first word of a question names its language, whatever foreign titles follow.
  if (GERMAN.has(found[0] ?? '')) votes.de += 2;
  if (ENGLISH.has(found[0] ?? '')) votes.en += 2;
  const [winner, most, least] =
    votes.de > votes.en ? (['de', votes.de, votes.en] as const) : (['en', votes.en, votes.de] as const);
  // In prose every third word is one of these; lists of names have fewer, other languages hardly any.
  const clear =
    most * 5 >= found.length || (found.length > 60 && most > 2 * least && most * 25 >= found.length);
  if (clear && most > 1.5 * least && most > votes.others) return winner;
  // A short question often has a single such word.
  if (found.length <= 12 && most > least && votes.others === 0) return winner;
  return byStatistics(found, votes.others > most);
}

function byStatistics(found: readonly string[], foreignWords: boolean): string {
  const letters = found.join(' ').slice(0, 4000);
  const require = createRequire(import.meta.url);
  const { detect, detectAll } = require('tinyld/light') as typeof import('tinyld/light');
  // "Was" begins questions in both languages and in hardly any other.
  if (found[0] === 'was') return detect(letters, { only: ['de', 'en'] }) || 'und';
  const best = detectAll(letters)[0];
  if (best && (best.accuracy >= SURE || foreignWords)) return best.lang;
  return GERMAN_SPELLING.test(letters) ? 'de' : 'und';
}
