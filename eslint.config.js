import js from '@eslint/js';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/**
 * Who may import whom. A folder may import itself, the folders listed for it, and what `shared` names.
 * Read downwards: entries, product, adapters, domain.
 */
const shared = ['domain', 'errors.ts', 'text', 'storage', 'process', 'config.ts', 'clock.ts'];
const allowed = {
  domain: [],
  text: [],
  storage: ['errors.ts'],
  process: ['config.ts'],
  i18n: ['domain'],
  library: shared,
  sources: shared,
  extraction: shared,
  ingestion: [...shared, 'library', 'sources', 'extraction'],
  models: shared,
  'search-index': [...shared, 'library', 'models/embedders/embedder.ts'],
  retrieval: [...shared, 'library', 'search-index'],
  answering: [...shared, 'i18n', 'retrieval', 'search-index', 'library', 'models/chat/chat-model.ts'],
  discord: [...shared, 'i18n', 'newshound.ts'],
  sandbox: [...shared, 'evaluation/statistics.ts'],
  terminal: [...shared, 'i18n', 'library', 'retrieval', 'newshound.ts'],
};

const zones = Object.entries(allowed).map(([folder, others]) => ({
  target: `./src/${folder}`,
  from: './src',
  except: [folder, ...others].map((name) => `./${name}`),
  message: `src/${folder} may import only: ${others.join(', ') || 'itself'}. See ARCHITECTURE.md.`,
}));

/** Packages that only one part of the code may know. */
const owners = [
  { packages: ['discord.js', 'discord.js/*', '@discordjs/*'], owner: ['src/discord/**', 'src/sandbox/**'] },
  {
    packages: ['node-llama-cpp', '@huggingface/transformers', '@langchain/ollama', '@langchain/openai'],
    owner: ['src/models/**'],
  },
  {
    packages: ['lit', 'lit/*', '@skyra/*', '@awesome.me/*', 'esbuild', 'discord-markdown-parser'],
    owner: ['src/playground/**'],
  },
  { packages: ['hnswlib-node'], owner: ['src/search-index/**'] },
  { packages: ['libsql'], owner: ['src/storage/**'] },
];

export default tseslint.config(
  { ignores: ['node_modules/', 'coverage/', 'index/', 'data/', 'models/', 'ci-output/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: ['*.js', 'tests/support/*.mjs', 'tests/support/discord/*.cjs'],
        },
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { 'import-x': importX },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      eqeqeq: 'error',
    },
  },
  ...owners.map(({ packages, owner }) => ({
    files: ['src/**/*.ts'],
    ignores: owner,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: packages,
              message: `Only ${owner.join(', ')} may import this package.`,
              allowTypeImports: false,
            },
          ],
        },
      ],
    },
  })),
  { files: ['*.js', '**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
  {
    files: ['**/*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      sourceType: 'commonjs',
      globals: {
        console: 'readonly',
        process: 'readonly',
        Buffer: 'readonly',
        module: 'writable',
        require: 'readonly',
      },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['tests/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
