import { CrashDrill, type Deaths, judge, type Played, type Way } from './crash-drill.ts';
import type { Cut } from './cut-line.ts';

/** What becomes of a question, whichever request was the last of its bot. Each returns what is not as it should be. */

/** Milliseconds after which an interaction's token is worth nothing. */
const TOKEN_LIFETIME = 15 * 60_000;

const MOMENTS = ['before', 'after'] as const;

interface Round {
  readonly deaths: Deaths;
  readonly played: Played;
  readonly verdict: string;
}

async function onDrill(way: Way, work: (drill: CrashDrill) => Promise<void>): Promise<void> {
  const drill = await CrashDrill.open(way);
  try {
    await work(drill);
  } finally {
    await drill.close();
  }
}

async function round(drill: CrashDrill, deaths: Deaths): Promise<Round> {
  const played = await drill.play(deaths);
  return { deaths, played, verdict: judge(played, deaths.cuts.length) };
}

/** A line for each round that ended otherwise than in one of these ways, or left something open. */
function complaints(rounds: readonly Round[], allowed: (deaths: Deaths) => readonly string[]): string[] {
  return rounds
    .filter(({ deaths, verdict, played }) => !allowed(deaths).includes(verdict) || played.unsettled > 0)
    .map(
      ({ deaths, verdict, played }) =>
        `${JSON.stringify(deaths)}: ${verdict}, ${String(played.unsettled)} unsettled`,
    );
}

const isUntold = ({ cuts: [first] }: Deaths) => first?.call === 1 && first.when === 'before';

/** All moments of death of one process that sends so many requests. */
function momentsIn(calls: number): Cut[] {
  return Array.from({ length: calls }, (_, index) =>
    MOMENTS.map((when) => ({ call: index + 1, when })),
  ).flat();
}

/** Every question ends with one answer or one interruption; both come, and `untold` where nothing was ever sent. */
export async function killedOnce(way: Way): Promise<string[]> {
  const found: string[] = [];
  await onDrill(way, async (drill) => {
    const whole = await round(drill, { cuts: [] });
    const rounds: Round[] = [];
    for (const cut of momentsIn(whole.played.calls.length)) rounds.push(await round(drill, { cuts: [cut] }));
    const verdicts = new Set(rounds.map(({ verdict }) => verdict));
    found.push(
      ...complaints([whole], () => ['answer']),
      ...complaints(rounds, (deaths) => (isUntold(deaths) ? [way.untold] : ['answer', 'interrupted'])),
      ...['answer', 'interrupted', way.untold]
        .filter((verdict) => !verdicts.has(verdict))
        .map((verdict) => `nothing ended as: ${verdict}`),
    );
  });
  return found;
}

/**
 * The process that takes over is killed in its turn, at each of its requests.
 * @param most how many moments of the first death are tried, from the last one back
 */
export async function killedTwice(way: Way, most = Number.POSITIVE_INFINITY): Promise<string[]> {
  const found: string[] = [];
  await onDrill(way, async (drill) => {
    const { calls } = await drill.play();
    const rounds: Round[] = [];
    // The moment after a request leaves the next process less to know than the one before it.
    const firsts = momentsIn(calls.length).filter(({ when }) => when === 'after');
    for (const first of firsts.slice(-most)) {
      const { played } = await round(drill, { cuts: [first] });
      for (const second of momentsIn(played.recovery.length))
        rounds.push(await round(drill, { cuts: [first, second] }));
    }
    found.push(...complaints(rounds, () => ['answer', 'interrupted']));
    if (rounds.length === 0) found.push('nothing was recovered');
  });
  return found;
}

/**
 * Nobody is there until the interaction's token has expired: the answer ends in the channel, or where that is not for
 * others to read, in a direct message to the asker. Whether the last request was done nobody can know then.
 * @param moments whether the first process dies before or after a request
 */
export async function killedForLong(way: Way, moments: readonly Cut['when'][] = MOMENTS): Promise<string[]> {
  const found: string[] = [];
  await onDrill(way, async (drill) => {
    const { calls } = await drill.play();
    const rounds: Round[] = [];
    for (const cut of momentsIn(calls.length)) {
      if (moments.includes(cut.when)) rounds.push(await round(drill, { cuts: [cut], away: TOKEN_LIFETIME }));
    }
    found.push(
      ...complaints(rounds, ({ cuts: [cut] }) => {
        if (way.untold === 'interrupted') return ['answer', 'interrupted'];
        const wasLast = cut?.call === calls.length && cut.when === 'after';
        return [wasLast ? 'answer, told in direct' : 'told in direct'];
      }),
    );
  });
  return found;
}
