import { FREQUENCY_SCHEMA } from './frequency-store.ts';
import { LEXICAL_SCHEMA } from './lexical/segment-store.ts';
import { VOCABULARY_SCHEMA } from './lexical/vocabulary.ts';
import { MEANING_SCHEMA } from './meaning/meaning-store.ts';

/** Tables of one generation's `index.sqlite`. Everything in it can be rebuilt from the library. */
export const GENERATION_SCHEMA = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  -- AUTOINCREMENT: a passage's number is never given again, so vectors of the dead cannot be taken for others.
  CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    language TEXT NOT NULL,
    header TEXT NOT NULL,
    text TEXT NOT NULL,
    folded TEXT NOT NULL,
    stems BLOB NOT NULL,
    gram_count INTEGER NOT NULL,
    instruction_score REAL NOT NULL
  );
  CREATE INDEX passages_of_article ON passages (article_id);
  CREATE INDEX passages_by_language ON passages (language);

  ${LEXICAL_SCHEMA}
  ${VOCABULARY_SCHEMA}
  ${FREQUENCY_SCHEMA}

  CREATE TABLE vectors (passage_id INTEGER PRIMARY KEY, vector BLOB NOT NULL);
  ${MEANING_SCHEMA}
`;
