import type { ServerResponse } from 'node:http';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Actors } from './actions.ts';
import { maySee } from './may-see.ts';
import { viewOf } from './view-of.ts';

/** Changes that come within this time are sent together, in milliseconds. */
const TOGETHER = 30;

/** How often a view is made anew because time passes (typing ends, an interaction is lost), in milliseconds. */
const TICK = 1000;

/** Ticks after which a line keeps a silent connection open. */
const TICKS_TO_PING = 15;

export interface Stage {
  readonly sandbox: Sandbox;
  readonly actors: Actors;
  readonly samples: () => readonly string[];
}

/** Sends a person's view at once and after every change, until the connection ends. */
export function streamViews(
  { sandbox, actors, samples }: Stage,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const person = actors.get(query.get('as') ?? [...actors.keys()][0] ?? '');
  if (person === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
  let sent = '';
  let soon: NodeJS.Timeout | undefined;
  let ticks = 0;
  const send = (): void => {
    soon = undefined;
    const view = viewOf(sandbox.state, {
      person,
      channelId: openFor(person.user.id, query.get('channel'), sandbox),
      now: sandbox.clock.now(),
      actorIds: [...actors.keys()],
      samples: samples(),
    });
    const text = JSON.stringify(view);
    if (text === sent) return;
    sent = text;
    // JSON has no line breaks of its own, so a view is one line.
    response.write(`data: ${text}\n\n`);
  };
  const off = sandbox.onChange(() => {
    soon ??= setTimeout(send, TOGETHER);
  });
  const tick = setInterval(() => {
    send();
    ticks++;
    if (ticks % TICKS_TO_PING === 0) response.write(':\n\n');
  }, TICK);
  response.once('close', () => {
    off();
    clearInterval(tick);
    clearTimeout(soon);
  });
  send();
}

/** The channel that was asked for, or the first where somebody may not see that. */
function openFor(personId: string, wanted: string | null, { state }: Sandbox): string | null {
  const seen = [...state.channels.values()].filter((channel) => maySee(state, channel, personId));
  return (seen.find(({ id }) => id === wanted) ?? seen[0])?.id ?? null;
}
