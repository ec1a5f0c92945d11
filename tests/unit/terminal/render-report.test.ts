import { describe, expect, test } from '@jest/globals';
import type { ReindexReport } from '../../../src/newshound.ts';
import { renderReport } from '../../../src/terminal/render-report.ts';

const report = (fields: Partial<ReindexReport> = {}): ReindexReport =>
  ({
    added: 3,
    changed: 1,
    unchanged: 20,
    removed: 2,
    corrected: 0,
    rejected: [],
    articles: 24,
    passages: 31,
    embedder: 'builtin',
    totalSeconds: 1.26,
    ...fields,
  }) as ReindexReport;

describe('the report of a reindex', () => {
  test('counts what was done', () => {
    expect(renderReport(report())).toBe(
      '3 added, 1 changed, 20 unchanged, 2 removed, 0 rejected\n24 articles in 31 passages, embedded by builtin, 1.3 s\n',
    );
  });

  test('says of how many articles it took out what repeats', () => {
    expect(renderReport(report({ corrected: 2 }))).toContain(
      '\nTaken out of 2 articles read before: what repeats on the pages of their site\n24 articles',
    );
  });

  test('names every file that was rejected, with the reason', () => {
    const rejected = [
      { locator: 'articles/a.txt', kind: 'unreadable' as const, reason: 'The file is empty.' },
      { locator: 'articles/b.html', kind: 'unreadable' as const, reason: 'The file is too large.' },
    ];
    expect(renderReport(report({ rejected }))).toContain(
      '2 rejected\n  articles/a.txt: The file is empty.\n  articles/b.html: The file is too large.\nIn quarantine (2 unreadable): `npm run quarantine -- list`\n',
    );
  });

  test('regression: lets no file name steer the terminal', () => {
    const rejected = [
      {
        locator: 'articles/\u001b[2J\u202ea\n0 rejected.txt',
        kind: 'unreadable' as const,
        reason: 'It is \u0007empty.',
      },
    ];
    const rendered = renderReport(report({ rejected }));
    expect(rendered.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(rendered.split('\n')).toHaveLength(5);
  });
});
