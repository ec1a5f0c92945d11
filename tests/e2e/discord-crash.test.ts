import { describe, expect, jest, test } from '@jest/globals';
import type { Person } from '../../src/sandbox/people/person.ts';
import { BotStage } from '../support/discord/bot-stage.ts';
import { type Cut, CutLine } from '../support/discord/cut-line.ts';
import { anAnswer } from '../support/discord/fake-newshound.ts';

// Only a machine that is busy with other work comes near this.
jest.setTimeout(120_000);

const INTERRUPTED = 'This answer was interrupted. Please ask again.';

/** Three messages long. */
const SENTENCES = Array.from(
  { length: 110 },
  (_, index) => `Sentence number ${String(index)} is true indeed [1].`,
);

type Ask = (alice: Person, stage: BotStage) => void;

/** How one asks, and what one sees in the end where the very first request was never sent. */
const WAYS: readonly { readonly name: string; readonly ask: Ask; readonly untold: string }[] = [
  {
    name: 'a command',
    ask: (alice) => alice.runs('ask', { question: 'Why?' }),
    untold: 'interrupted',
  },
  {
    name: 'a private command',
    ask: (alice) => alice.runs('ask', { question: 'Why?', private: true }),
    untold: 'no response',
  },
  {
    name: 'a mention',
    ask: (alice, { sandbox }) => alice.mentions(sandbox.bot, 'Why?'),
    untold: 'interrupted',
  },
];

interface Played {
  readonly calls: readonly string[];
  /** What the asker sees of the bot in the end, message by message. */
  readonly shown: readonly string[];
  readonly transcript: string;
  readonly unsettled: number;
  readonly log: string;
}

/** Asks one question and lets the bot die on the way; another process takes its place. */
async function play(ask: Ask, cut?: Cut): Promise<Played> {
  let line: CutLine | undefined;
  const stage: BotStage = await BotStage.open({
    rest: {
      makeRequest: (...request) => line!.send(...request),
    },
    before: () => {
      line = new CutLine(cut, () => {
        stage.keepsWhatIsWritten();
      });
    },
  });
  try {
    const alice = stage.sandbox.person('alice');
    const script = stage.newshound.prepares();
    line?.begins();
    ask(alice, stage);
    await stage.passes(100);
    script.yields({ type: 'stage', stage: 'searching', articles: 31 });
    await stage.passes(500);
    script.writes('A draft of it.');
    await stage.passes(1300);
    script.ends(anAnswer({ text: SENTENCES.join(' ') }));
    await stage.passes(1300);
    if (cut !== undefined) {
      expect(line?.isCut).toBe(true);
      await stage.killBot();
      await stage.startBot();
      await stage.passes(3000);
    }
    return {
      calls: line?.calls ?? [],
      shown: alice.screen.map(({ content }) => content),
      transcript: alice.transcript(),
      unsettled: stage.store.unsettled().length,
      log: stage.log,
    };
  } finally {
    line?.close();
    await stage.close();
  }
}

const count = (text: string, part: string) => text.split(part).length - 1;

/**
 * Every sentence once and in order, and nothing about an interruption; or that alone. Where Discord itself has told
 * the asker that nothing will come, and nobody else could see the answer, that is the end.
 */
function judge({ shown, transcript }: Played): string {
  const all = shown.filter((content) => content !== '…').join('\n');
  const interrupted = count(all, INTERRUPTED);
  const places = SENTENCES.map((sentence) => all.indexOf(sentence));
  const once = SENTENCES.every((sentence) => count(all, sentence) === 1);
  if (interrupted === 0 && once && places.every((place, index) => place > (places[index - 1] ?? -1)))
    return 'answer';
  if (interrupted === 1 && places.every((place) => place === -1)) return 'interrupted';
  if (shown.length === 0 && transcript.includes('The application did not respond')) return 'no response';
  return `neither: ${transcript}`;
}

describe('a bot that is killed and restarted', () => {
  test.each(WAYS)(
    'ends the question of $name once, whichever request was its last',
    async ({ ask, untold }) => {
      const whole = await play(ask);
      expect(judge(whole)).toBe('answer');
      const calls = whole.calls.length;
      expect(calls).toBeGreaterThan(5);
      const verdicts = new Set<string>();
      for (let call = 1; call <= calls; call++) {
        for (const when of ['before', 'after'] as const) {
          const played = await play(ask, { call, when });
          const verdict = judge(played);
          verdicts.add(verdict);
          const expected = call === 1 && when === 'before' ? [untold] : ['answer', 'interrupted'];
          expect({ call, when, verdict, ok: expected.includes(verdict) }).toMatchObject({ ok: true });
          expect(played.unsettled).toBe(0);
        }
      }
      expect(verdicts).toEqual(new Set([untold, 'interrupted', 'answer']));
    },
  );
});
