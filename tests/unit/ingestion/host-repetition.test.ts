import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { extractArticles } from '../../../src/extraction/extract-articles.ts';
import { hashOfDraft } from '../../../src/ingestion/draft-hash.ts';
import { HostRepetition } from '../../../src/ingestion/host-repetition.ts';
import { ingest } from '../../../src/ingestion/ingest.ts';
import { articleId, Library } from '../../../src/library/library.ts';

let data: string;
let library: Library;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'newshound-repetition-'));
  library = Library.open(data);
});
afterEach(() => {
  library.close();
  rmSync(data, { recursive: true, force: true });
});

/** Plain paragraphs: nothing but their repetition tells what is no part of the article. */
interface Page {
  readonly host?: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

function write(name: string, { host, title, paragraphs }: Page): void {
  const path = join(data, 'articles', name);
  mkdirSync(dirname(path), { recursive: true });
  const url = host && `<link rel="canonical" href="https://${host}/${name}">`;
  const body = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n');
  writeFileSync(
    path,
    `<html><head><title>${title}</title>${url ?? ''}</head><body><article><h1>${title}</h1>${body}</article></body></html>`,
  );
}

/** What a run does with new pages, without its processes. */
async function runHere(): Promise<void> {
  const repetition = new HostRepetition(library);
  for (const entry of readdirSync(join(data, 'articles'), { recursive: true, encoding: 'utf8' }).sort()) {
    if (!entry.endsWith('.html')) continue;
    const bytes = readFileSync(join(data, 'articles', entry));
    const [record] = await extractArticles({ bytes, name: entry });
    if (record?.outcome.ok !== true) throw new Error(`${entry} gives no article`);
    const locator = `articles/${entry}`;
    const draft = repetition.apply(locator, record.outcome.draft);
    library.store(locator, hashOfDraft(draft), draft);
  }
  for (const host of library.pageBlocks.unsettled()) repetition.correct(host);
}

/** Reads here what a run reads in its process, which takes a second to start. */
const parser = { extract: extractArticles, close: () => Promise.resolve() };
const options = () => ({ dataDir: data, maxDocumentMb: 1, parser });
const run = () => ingest(library, [join(data, 'articles')], options());

const textOf = (name: string) => library.article(articleId(`articles/${name}`))?.text ?? '';

const TOWNS = ['Harbour', 'Millbrook', 'Eastferry', 'Ashdown', 'Quayside', 'Norwell'];
const STAEDTE = ['Hafenstadt', 'Mühlbach', 'Ostfähre', 'Eschental', 'Kaiwinkel', 'Nordbrunn'];

const english = (town: string): string[] => [
  `The council of ${town} voted on Tuesday to keep the night ferry for another three years, after hearing nurses and bakers who cross the river before dawn.`,
  `In ${town} the service costs two million a year, the treasurer said, and a third of that comes back from the tickets sold on board and at the quay.`,
];
const german = (stadt: string): string[] => [
  `Der Rat von ${stadt} hat am Dienstag beschlossen, die Nachtfähre drei weitere Jahre zu erhalten, nachdem Pflegerinnen und Bäcker angehört worden waren.`,
  `In ${stadt} kostet der Betrieb zwei Millionen im Jahr, sagte die Kämmerin, und ein Drittel davon kommt durch die Fahrkarten wieder herein.`,
];
const TEASER = 'Storm tide tears the roof off the old fish market and nobody is hurt';
const LETTER =
  'Every Friday evening our editors send out the three stories that the whole county talked about, together with a riddle and the tides for the weekend.';
const ANREISSER = 'Sturmflut reißt das Dach der alten Fischhalle ab und niemand wird verletzt';
const BRIEF =
  'Jeden Freitagabend verschicken wir die drei Geschichten, über die der ganze Landkreis gesprochen hat, dazu ein Rätsel und die Gezeiten des Wochenendes.';

describe('what repeats on the pages of a host', () => {
  test.each([
    ['English', TOWNS, english, TEASER, LETTER],
    ['German', STAEDTE, german, ANREISSER, BRIEF],
  ])('is left out of the articles of five pages in %s', async (_language, places, prose, teaser, letter) => {
    for (const place of places.slice(0, 5)) {
      const [first = '', second = ''] = prose(place);
      write(`${place}.html`, {
        host: 'news.example',
        title: place,
        paragraphs: [first, teaser, second, letter],
      });
    }
    await runHere();
    for (const place of places.slice(0, 5)) expect(textOf(`${place}.html`)).toBe(prose(place).join('\n\n'));
  });

  test('is left out of a page that comes later from the beginning, and what is unchanged stays as it is', async () => {
    for (const town of TOWNS.slice(0, 4))
      write(`${town}.html`, { host: 'news.example', title: town, paragraphs: [...english(town), TEASER] });
    expect(await run()).toMatchObject({ added: 4, corrected: 4, rejected: [] });
    expect(textOf('Harbour.html')).toBe(english('Harbour').join('\n\n'));
    const change = library.lastChange();
    write('Norwell.html', {
      host: 'news.example',
      title: 'Norwell',
      paragraphs: [...english('Norwell'), TEASER],
    });
    expect(await run()).toMatchObject({ added: 1, changed: 0, unchanged: 4 });
    expect(textOf('Norwell.html')).toBe(english('Norwell').join('\n\n'));
    expect(library.lastChange()).toBe(change + 1);
  });

  test('is learned from the folder where pages do not say where they are from', async () => {
    for (const town of TOWNS.slice(0, 4))
      write(`wire/${town}.html`, { title: town, paragraphs: [...english(town), TEASER] });
    await runHere();
    expect(textOf(`wire/${TOWNS[0] ?? ''}.html`)).toBe(english(TOWNS[0] ?? '').join('\n\n'));
  });

  test('is taken out of stored articles as a new revision that the change log names', async () => {
    for (const town of TOWNS.slice(0, 2))
      write(`${town}.html`, { host: 'news.example', title: town, paragraphs: [...english(town), TEASER] });
    await runHere();
    expect(textOf('Harbour.html')).toContain(TEASER);
    const before = library.lastChange();
    write('Ashdown.html', {
      host: 'news.example',
      title: 'Ashdown',
      paragraphs: [...english('Ashdown'), TEASER],
    });
    await runHere();
    const id = articleId('articles/Harbour.html');
    expect(library.article(id)).toMatchObject({ revision: 2, text: english('Harbour').join('\n\n') });
    expect(library.revision(id, 1)?.text).toContain(TEASER);
    expect(library.changesAfter(before, 100).map(({ articleId: changed }) => changed)).toContain(id);
  });

  test('is still taken out where the run that learned it was interrupted before', async () => {
    for (const town of TOWNS.slice(0, 4))
      write(`${town}.html`, { host: 'news.example', title: town, paragraphs: [...english(town), TEASER] });
    const stop = new AbortController();
    const interrupted = ingest(library, [join(data, 'articles')], {
      ...options(),
      signal: stop.signal,
      onProgress: ({ done, total }) => {
        if (done === total) stop.abort();
      },
    });
    await expect(interrupted).rejects.toThrow();
    expect(textOf('Harbour.html')).toContain(TEASER);
    await run();
    expect(textOf('Harbour.html')).not.toContain(TEASER);
  });

  test('stays where an article says it inside a longer paragraph', async () => {
    for (const town of TOWNS.slice(0, 4))
      write(`${town}.html`, { host: 'news.example', title: town, paragraphs: [...english(town), TEASER] });
    const quoting = `"${TEASER}", wrote the Gazette in 1962, and the headline hangs framed in the harbour master's office to this day.`;
    write('quoting.html', {
      host: 'news.example',
      title: 'A headline',
      paragraphs: [...english('Seaview'), quoting],
    });
    await runHere();
    expect(textOf('quoting.html')).toContain(quoting);
    expect(textOf('Harbour.html')).not.toContain(TEASER);
  });

  test('is nothing on hosts of one page each', async () => {
    for (const town of TOWNS)
      write(`${town}.html`, {
        host: `${town.toLowerCase()}.example`,
        title: town,
        paragraphs: [...english(town), TEASER],
      });
    await runHere();
    for (const town of TOWNS) expect(textOf(`${town}.html`)).toBe([...english(town), TEASER].join('\n\n'));
  });

  test('is not an article that was saved several times, nor all that an article says', async () => {
    for (const copy of ['a', 'b', 'c', 'd'])
      write(`${copy}.html`, {
        host: 'news.example',
        title: 'The night ferry',
        paragraphs: english('Harbour'),
      });
    for (const [index, town] of TOWNS.slice(0, 4).entries())
      write(`n${String(index)}.html`, {
        host: 'notes.example',
        title: `Note on ${town}`,
        paragraphs: [LETTER],
      });
    await runHere();
    expect(textOf('a.html')).toBe(english('Harbour').join('\n\n'));
    expect(textOf('n0.html')).toBe(LETTER);
  });

  test('is not what pages of another source say that name the host as theirs', async () => {
    for (const town of TOWNS.slice(0, 4))
      write(`gazette/2023/${town}.html`, { host: 'news.example', title: town, paragraphs: english(town) });
    const [fact = ''] = english('Harbour');
    for (const town of TOWNS)
      write(`inbox/${town}.html`, {
        host: 'news.example',
        title: `${town} for free`,
        paragraphs: [fact, `${LETTER} ${town} is where it is read.`, ...english(town)],
      });
    await runHere();
    expect(textOf('gazette/2023/Harbour.html')).toContain(fact);
  });

  test('is learned from all folders of a source', async () => {
    for (const [year, town] of TOWNS.slice(0, 4).entries())
      write(`gazette/${String(2020 + year)}/${town}.html`, {
        host: 'news.example',
        title: town,
        paragraphs: [...english(town), TEASER],
      });
    await runHere();
    expect(textOf('gazette/2020/Harbour.html')).toBe(english('Harbour').join('\n\n'));
  });

  test('is forgotten with the pages that showed it', async () => {
    for (const town of TOWNS.slice(0, 4))
      write(`${town}.html`, { host: 'news.example', title: town, paragraphs: [...english(town), TEASER] });
    await run();
    for (const town of TOWNS.slice(0, 4)) rmSync(join(data, `articles/${town}.html`));
    write('Norwell.html', {
      host: 'news.example',
      title: 'Norwell',
      paragraphs: [...english('Norwell'), TEASER],
    });
    await run();
    expect(library.pageBlocks.pages('articles|news.example')).toHaveLength(1);
  });
});
