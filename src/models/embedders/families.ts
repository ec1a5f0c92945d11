/** How a family of embedding models wants its input, by the models' own cards. */
export interface EmbeddingFormat {
  readonly pooling: 'mean' | 'cls';
  readonly queryPrefix: string;
  readonly passagePrefix: string;
}

const SEARCH = 'Represent this sentence for searching relevant passages: ';

/** The first pattern that a model's name matches decides; names as on the model hub or in Ollama. */
const FAMILIES: readonly (readonly [pattern: RegExp, format: EmbeddingFormat])[] = [
  [
    /e5-.*instruct/,
    {
      pooling: 'mean',
      queryPrefix:
        'Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: ',
      passagePrefix: '',
    },
  ],
  [/\be5-(small|base|large)/, { pooling: 'mean', queryPrefix: 'query: ', passagePrefix: 'passage: ' }],
  [/arctic-embed(2|.*v2)/, { pooling: 'cls', queryPrefix: 'query: ', passagePrefix: '' }],
  [/arctic-embed|mxbai-embed/, { pooling: 'cls', queryPrefix: SEARCH, passagePrefix: '' }],
  [/bge-(small|base|large)-en/, { pooling: 'cls', queryPrefix: SEARCH, passagePrefix: '' }],
  [/bge-/, { pooling: 'cls', queryPrefix: '', passagePrefix: '' }],
  [/nomic-embed/, { pooling: 'mean', queryPrefix: 'search_query: ', passagePrefix: 'search_document: ' }],
];

const PLAIN: EmbeddingFormat = { pooling: 'mean', queryPrefix: '', passagePrefix: '' };

/** The format for a model of that name; mean pooling without prefixes for families not known here. */
export function formatFor(name: string): EmbeddingFormat {
  return knownFormat(name) ?? PLAIN;
}

/** The format of a known family, or undefined. */
export function knownFormat(name: string): EmbeddingFormat | undefined {
  return FAMILIES.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1];
}
