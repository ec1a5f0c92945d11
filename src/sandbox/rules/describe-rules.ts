import { BUCKETS } from '../rates/buckets.ts';
import { MESS } from '../mess/mess-kinds.ts';
import { GATEWAY_RULES } from './gateway-rules.ts';
import { RULES } from './rules.ts';

/** The tables of the sandbox as Markdown, for its page in docs. */

type Cell = string | number;

function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const number = (value: number | null): string => (value === null ? '' : String(value));

/** Rules of the REST API. */
export function restRules(): string {
  return table(
    ['rule', 'limit', 'answer', 'fails the test', 'source'],
    Object.entries(RULES).map(([name, { value, status, code, message, fault, source }]) => [
      `\`${name}\``,
      number(value),
      `${String(status)}${code === 0 ? '' : ` / ${String(code)}`} ${message}`,
      fault ? 'yes' : '',
      source,
    ]),
  );
}

/** Rules of the gateway. */
export function gatewayRules(): string {
  return table(
    ['rule', 'limit', 'close code', 'fails the test', 'source'],
    Object.entries(GATEWAY_RULES).map(([name, { value, close, reason, fault, source }]) => [
      `\`${name}\``,
      number(value),
      close === null ? 'none: opcode 9' : `${String(close)} ${reason}`,
      fault ? 'yes' : '',
      source,
    ]),
  );
}

/** Buckets of the rate limits. */
export function buckets(): string {
  return table(
    ['bucket', 'requests', 'in milliseconds'],
    BUCKETS.map(({ name, limit, perMs }) => [name, limit, perMs]),
  );
}

/** Kinds of mess. */
export function messKinds(): string {
  return table(
    ['kind', 'number', 'typical', 'what happens', 'source'],
    Object.entries(MESS).map(([name, { unit, typical, what, source }]) => [
      `\`${name}\``,
      unit === 'ms' ? 'milliseconds' : 'share from 0 to 1',
      typical,
      what,
      source,
    ]),
  );
}
