import { createRequire } from 'node:module';

/**
 * Stems by Snowball (https://snowballstem.org), for the languages that it knows; words of other
 * languages stay as they are. Stemming costs about 17 µs a word, so stems are remembered.
 */

interface Stemmer {
  stem(word: string): string;
}

const { newStemmer } = createRequire(import.meta.url)('snowball-stemmers') as {
  newStemmer: (algorithm: string) => Stemmer;
};

const ALGORITHMS: Readonly<Record<string, string>> = {
  da: 'danish',
  de: 'german',
  en: 'english',
  es: 'spanish',
  fi: 'finnish',
  fr: 'french',
  hu: 'hungarian',
  it: 'italian',
  nl: 'dutch',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  sv: 'swedish',
};

/** Remembered stems per language; a news collection of 50,000 passages has about this many words. */
const REMEMBERED = 300_000;

const stemmers = new Map<string, (word: string) => string>();

function stemmerFor(language: string): (word: string) => string {
  const ready = stemmers.get(language);
  if (ready !== undefined) return ready;
  const algorithm = ALGORITHMS[language];
  const stem = algorithm === undefined ? (word: string) => word : remembering(newStemmer(algorithm));
  stemmers.set(language, stem);
  return stem;
}

function remembering(stemmer: Stemmer): (word: string) => string {
  const known = new Map<string, string>();
  return (word) => {
    let stem = known.get(word);
    if (stem === undefined) {
      stem = stemmer.stem(word);
      if (known.size >= REMEMBERED) known.clear();
      known.set(word, stem);
    }
    return stem;
  };
}

/** Stems of words (as `wordsOf` gives them) in a language given by its ISO 639-1 code. */
export function stemsOf(words: readonly string[], language: string): string[] {
  return words.map(stemmerFor(language));
}
