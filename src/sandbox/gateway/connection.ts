import type { RawData, WebSocket } from 'ws';
import type { Clock } from '../../clock.ts';
import { GATEWAY_RULES, gatewayLimit, type GatewayRuleName } from '../rules/gateway-rules.ts';
import type { Rulebook } from '../rules/rulebook.ts';
import { type Encode, payloadCompression, plain } from './compression.ts';
import type { Session } from './session.ts';

/** Source: events/gateway.mdx#rate-limiting. */
const RATE_WINDOW = 60_000;

/** One connection of a bot to the gateway: what it may send, and how it is written to. */
export class Connection {
  session: Session | null = null;
  readonly #socket: WebSocket;
  readonly #clock: Clock;
  readonly #rules: Rulebook;
  readonly #blame: (what: string) => void;
  #encode: Encode;
  #received: number[] = [];
  #cancelWatch: () => void = () => undefined;

  constructor(
    socket: WebSocket,
    encode: Encode,
    { clock, rules, blame }: { clock: Clock; rules: Rulebook; blame: (what: string) => void },
  ) {
    this.#socket = socket;
    this.#encode = encode;
    this.#clock = clock;
    this.#rules = rules;
    this.#blame = blame;
    socket.on('close', () => {
      this.#cancelWatch();
    });
  }

  send(payload: unknown): void {
    this.#socket.send(this.#encode(JSON.stringify(payload)));
  }

  /** From now on every payload is compressed by itself; a compressed transport stays as it is. */
  compressPayloads(): void {
    if (this.#encode === plain) this.#encode = payloadCompression;
  }

  /**
   * Reads what came in.
   * @returns the payload, or `undefined` where a rule refuses it
   */
  read(data: RawData): { readonly op: unknown; readonly d: unknown } | undefined {
    const bytes = Buffer.isBuffer(data) ? data : Buffer.from(data as ArrayBuffer);
    const now = this.#clock.now();
    this.#received = [...this.#received.filter((at) => now - at < RATE_WINDOW), now];
    if (this.#received.length > gatewayLimit('sendRate') && this.breaks('sendRate')) return undefined;
    if (bytes.length > gatewayLimit('payloadSize') && this.breaks('payloadSize')) return undefined;
    const payload = decoded(bytes);
    if (payload === undefined) this.breaks('decodable');
    return payload;
  }

  /**
   * Closes the connection by the rule that was broken.
   * @returns false where the rule is switched off
   */
  breaks(name: GatewayRuleName): boolean {
    if (!this.#rules.has(name)) return false;
    const { close, reason, fault } = GATEWAY_RULES[name];
    if (fault)
      this.#blame(`Gateway: ${close === null ? '' : `closed with ${String(close)}, `}${reason} (${name})`);
    if (close !== null) this.#socket.close(close, reason);
    return true;
  }

  /** Waits for heartbeats: two intervals without one, and the session times out. */
  watch(interval: number): void {
    this.#cancelWatch();
    this.#cancelWatch = this.#clock.after(2 * interval, () => {
      this.breaks('heartbeatInTime');
    });
  }

  /** Closes with a code, or cuts the connection without one. */
  end(code?: number): void {
    if (code === undefined) this.#socket.terminate();
    else this.#socket.close(code);
  }
}

function decoded(bytes: Buffer): { readonly op: unknown; readonly d: unknown } | undefined {
  try {
    const payload: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof payload === 'object' && payload !== null && 'op' in payload
      ? { op: payload.op, d: 'd' in payload ? payload.d : undefined }
      : undefined;
  } catch {
    // Whatever is no JSON gets the same answer.
    return undefined;
  }
}
