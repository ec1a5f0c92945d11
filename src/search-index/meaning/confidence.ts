import { type EmbedderProfile, type LanguagePair, MEASURED_LANGUAGES } from './profile.ts';

/**
 * How far an embedder is trusted, by the separation that was measured. multilingual-e5-small has 3.4 to 3.7 in all pairs
 * of languages and is best at full weight; a static English one of 64 dimensions (potion-base-2M) has 2.3 in English,
 * where a fifth of that weight is best, and .2 in German, where any weight harms; hashed subwords have .5 at most.
 */
const TRUST = { from: 2, full: 3.4 } as const;

/** 0 (not at all) to 1, for a question and a passage in these languages (ISO 639-1, "und" where unknown). */
export function confidence({ measured }: EmbedderProfile, question: string, passage: string): number {
  const from = MEASURED_LANGUAGES.find((language) => language === question);
  const to = MEASURED_LANGUAGES.find((language) => language === passage);
  // A language that was not measured is known to whoever knows all that were.
  const pairs: readonly LanguagePair[] = from === undefined || to === undefined ? PAIRS : [`${from}>${to}`];
  const separation = Math.min(...pairs.map((pair) => measured[pair].separation));
  return Math.min(1, Math.max(0, (separation - TRUST.from) / (TRUST.full - TRUST.from)));
}

const PAIRS: readonly LanguagePair[] = MEASURED_LANGUAGES.flatMap((from) =>
  MEASURED_LANGUAGES.map((to): LanguagePair => `${from}>${to}`),
);

/** True where its vectors say more than spelling in at least one pair of languages. */
export function knowsMeaning(profile: EmbedderProfile): boolean {
  return PAIRS.some((pair) => {
    const [from = '', to = ''] = pair.split('>');
    return confidence(profile, from, to) > 0;
  });
}

/** True where it finds passages in one of the measured languages for questions in the other. */
export function bridgesLanguages(profile: EmbedderProfile): boolean {
  return confidence(profile, 'und', 'und') > 0;
}
