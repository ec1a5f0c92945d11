import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { avatarOf } from './avatar.ts';
import type { PageFile } from './server.ts';

const PAGE = fileURLToPath(new URL('page/', import.meta.url));

/** The page's files by path: its document, and one script and one style sheet made of its modules and components. */
export async function bundlePage(): Promise<ReadonlyMap<string, PageFile>> {
  const { outputFiles } = await build({
    entryPoints: [
      { in: `${PAGE}main.ts`, out: 'page' },
      { in: `${PAGE}page.css`, out: 'page' },
    ],
    bundle: true,
    write: false,
    outdir: PAGE,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: true } },
  });
  const document = await readFile(`${PAGE}index.html`, 'utf8');
  const icon = avatarOf({ id: '0', name: '', bot: true });
  const files = new Map<string, PageFile>([
    ['/', { type: 'text/html; charset=utf-8', body: document }],
    ['/icon.svg', { type: 'image/svg+xml', body: icon }],
  ]);
  for (const { path, contents } of outputFiles) {
    const script = path.endsWith('.js');
    files.set(script ? '/page.js' : '/page.css', {
      type: script ? 'text/javascript; charset=utf-8' : 'text/css; charset=utf-8',
      body: contents,
    });
  }
  return files;
}
