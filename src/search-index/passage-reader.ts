import type { Passage } from '../domain/passage.ts';
import { sentencesOf } from '../text/sentences.ts';
import type { SqliteFile } from '../storage/sqlite.ts';
import { decodeText, type TextBytes, textColumns } from '../storage/text-columns.ts';

/** A passage as exact scoring reads it. */
export interface ScoringRow {
  readonly id: number;
  readonly articleId: string;
  readonly language: string;
  /** Its words in `foldWords`' form, in UTF-8 as they are stored: making strings of them would double a question's cost. */
  readonly folded: Uint8Array;
  /** 32-bit hashes of its stems, in order. */
  readonly stems: Uint32Array;
  readonly gramCount: number;
}

/** What is embedded of a passage. */
export interface TextToEmbed {
  readonly id: number;
  readonly text: string;
  readonly sentences: readonly string[];
}

/** A row whose texts are still bytes. */
type Encoded<Row, Texts extends keyof Row> = Omit<Row, Texts> & Record<Texts, TextBytes>;

const AMONG = '(SELECT value FROM json_each(?))';

/** What is asked of a generation's tables. */
export class PassageReader {
  protected readonly file: SqliteFile;

  constructor(file: SqliteFile) {
    this.file = file;
  }

  /** Passages after a number that have no vector yet, with what is to be embedded of them. */
  withoutVector(after: number, limit: number, withSentences: boolean): TextToEmbed[] {
    const rows = this.file.rows<{ id: number }>(
      `SELECT p.id FROM passages p LEFT JOIN vectors v ON v.passage_id = p.id
       WHERE p.id > ? AND v.passage_id IS NULL ORDER BY p.id LIMIT ?`,
      after,
      limit,
    );
    return this.textsToEmbed(
      rows.map(({ id }) => id),
      withSentences,
    );
  }

  /** What is embedded of passages, by ascending number: header and text together, and each sentence alone where wanted. */
  textsToEmbed(ids: readonly number[], withSentences: boolean): TextToEmbed[] {
    const rows = this.file.rows<{ id: number; header: TextBytes; text: TextBytes; language: TextBytes }>(
      `SELECT id, ${textColumns('header', 'text', 'language')} FROM passages WHERE id IN ${AMONG} ORDER BY id`,
      JSON.stringify(ids),
    );
    return rows.map((row) => {
      const [header, text, language] = [row.header, row.text, row.language].map(decodeText);
      return {
        id: row.id,
        text: [header, text].filter(Boolean).join('\n'),
        sentences: withSentences
          ? sentencesOf(text ?? '', language ?? 'und').map(({ start, end }) => (text ?? '').slice(start, end))
          : [],
      };
    });
  }

  countWithoutVector(): number {
    return this.#count('SELECT (SELECT count(*) FROM passages) - (SELECT count(*) FROM vectors) AS value');
  }

  passageCount(): number {
    return this.#count('SELECT count(*) AS value FROM passages');
  }

  /** All passages, by ascending number. */
  passageIds(): number[] {
    return this.file.rows<{ id: number }>('SELECT id FROM passages ORDER BY id').map(({ id }) => id);
  }

  /** Passages that have a vector, by ascending number: all, or so many after a number. */
  vectorIds(after = 0, limit = -1): number[] {
    return this.file
      .rows<{ id: number }>(
        'SELECT passage_id AS id FROM vectors WHERE passage_id > ? ORDER BY passage_id LIMIT ?',
        after,
        limit,
      )
      .map(({ id }) => id);
  }

  vectors(ids: readonly number[]): Map<number, Float32Array> {
    const rows = this.file.rows<{ id: number; vector: ArrayBuffer }>(
      `SELECT passage_id AS id, vector FROM vectors WHERE passage_id IN ${AMONG}`,
      JSON.stringify(ids),
    );
    return new Map(rows.map(({ id, vector }) => [id, new Float32Array(vector)]));
  }

  scoringRows(ids: readonly number[]): ScoringRow[] {
    return this.#scoringRows(`id IN ${AMONG}`, JSON.stringify(ids));
  }

  passages(ids: readonly number[]): Map<number, Passage> {
    const rows = this.file.rows<Encoded<Passage, 'articleId' | 'text' | 'language'>>(
      `SELECT id, revision, ordinal, start, "end", instruction_score AS instructionScore, ${textColumns(['article_id', 'articleId'], 'text', 'language')}
       FROM passages WHERE id IN ${AMONG}`,
      JSON.stringify(ids),
    );
    return new Map(
      rows.map((row) => {
        const { articleId, text, language } = row;
        const decoded = {
          articleId: decodeText(articleId),
          text: decodeText(text),
          language: decodeText(language),
        };
        return [row.id, { ...row, ...decoded }];
      }),
    );
  }

  /** Languages of the passages, the most frequent first. Reads an index over all passages. */
  protected readLanguages(): string[] {
    return this.file
      .rows<{ language: TextBytes }>(
        `SELECT ${textColumns('language')} FROM passages GROUP BY 1 ORDER BY count(*) DESC, 1`,
      )
      .map(({ language }) => decodeText(language));
  }

  /** Which of these articles have passages. */
  protected articlesAmong(articleIds: readonly string[]): Set<string> {
    const rows = this.file.rows<{ articleId: TextBytes }>(
      `SELECT DISTINCT ${textColumns(['article_id', 'articleId'])} FROM passages WHERE article_id IN ${AMONG}`,
      JSON.stringify(articleIds),
    );
    return new Set(rows.map(({ articleId }) => decodeText(articleId)));
  }

  protected rowsOf(articleId: string): ScoringRow[] {
    return this.#scoringRows('article_id = ?', articleId);
  }

  #scoringRows(where: string, value: string): ScoringRow[] {
    const rows = this.file.rows<{
      id: number;
      articleId: TextBytes;
      language: TextBytes;
      folded: TextBytes;
      stems: ArrayBuffer;
      gramCount: number;
    }>(
      `SELECT id, ${textColumns(['article_id', 'articleId'], 'language', 'folded')}, stems, gram_count AS gramCount
       FROM passages WHERE ${where}`,
      value,
    );
    return rows.map(({ id, articleId, language, folded, stems, gramCount }) => ({
      id,
      articleId: decodeText(articleId),
      language: decodeText(language),
      folded: new Uint8Array(folded),
      stems: new Uint32Array(stems),
      gramCount,
    }));
  }

  #count(sql: string): number {
    return this.file.row<{ value: number }>(sql)?.value ?? 0;
  }
}
