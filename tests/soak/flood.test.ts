import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { parseConfig } from '../../src/config.ts';
import { queueLimits } from '../../src/discord/answers/question-queue.ts';
import { AnswerStore } from '../../src/discord/answers/answer-store.ts';
import { createLog } from '../../src/discord/log.ts';
import { startBot } from '../../src/discord/start-bot.ts';
import { builtinEmbedder } from '../../src/models/embedders/builtin.ts';
import { Newshound } from '../../src/newshound.ts';
import type { Person } from '../../src/sandbox/people/person.ts';
import { LIKE_DISCORD, Sandbox } from '../../src/sandbox/sandbox.ts';
import type { Message } from '../../src/sandbox/state.ts';
import { Collection } from '../support/collection.ts';
import { nameOf, questionFor, writeArticle } from '../support/generated-articles.ts';

const PEOPLE = 100;

/** How many questions each person asks at the same moment, one wave after the other: 1,000 questions. */
const WAVES = [1, 1, 1, 1, 1, 1, 1, 1, 2];

/** Every request fails one time in ten: half of them were done, and their answer was lost. */
const MESS = {
  serverErrors: 0.05,
  lostResponses: 0.05,
  droppedSockets: 5000,
  duplicatedEvents: 0.5,
  seed: 14,
};

const ARTICLES = 40;

/** Real milliseconds until a wave must have ended. */
const PATIENCE = 240_000;

interface Asked {
  readonly by: Person;
  /** The message or interaction that asked. */
  readonly id: string;
  readonly at: number;
  readonly article: number;
}

type Verdict = 'answer' | 'refusal' | 'open' | 'twice' | 'wrong';

const REFUSAL = /questions? (is|are) waiting, which is as many as I can take|questions in line already/;

/** All that answers one question, whoever can see it. */
function answersTo({ state }: Sandbox, { by, id, at }: Asked): Message[] {
  // What came too late for Discord's three seconds is answered in the channel and names who asked.
  const alone = (message: Message) =>
    state.interactions.has(id) && message.createdAt >= at && message.content.startsWith(`<@${by.user.id}>\n`);
  return [...state.messages.values()].filter(
    (message) =>
      message.deletedAt === null &&
      (message.replyTo === id || message.interactionId === id || alone(message)),
  );
}

function judge(sandbox: Sandbox, asked: Asked): Verdict {
  const [message, ...more] = answersTo(sandbox, asked);
  if (more.length > 0) return 'twice';
  if (message === undefined) return 'open';
  if (REFUSAL.test(message.content)) return 'refusal';
  if (!message.content.includes('**Sources**')) return 'open';
  return message.content.includes(nameOf(asked.article)) ? 'answer' : 'wrong';
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** How often each sentence was logged. */
function counted(lines: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of lines.split('\n').filter((one) => one !== '')) {
    const { msg } = JSON.parse(line) as { readonly msg: string };
    counts[msg] = (counts[msg] ?? 0) + 1;
  }
  return counts;
}

const megabytes = () => Math.round(process.memoryUsage().rss / 2 ** 20);

test('a thousand questions in waves of a hundred people, while Discord fails', async () => {
  const collection = new Collection();
  for (let number = 0; number < ARTICLES; number++) writeArticle(collection.dataDir, number);
  const index = collection.closedIndex(builtinEmbedder);
  const newshound = new Newshound({
    dataDir: collection.dataDir,
    maxDocumentMb: 20,
    answerTokens: 200,
    library: collection.library,
    index,
    embedder: builtinEmbedder,
    chat: null,
    reranker: null,
    rerankMs: 0,
  });
  await newshound.prepare();
  const sandbox = await Sandbox.start(LIKE_DISCORD);
  const channels = Array.from({ length: 10 }, (_, number) => sandbox.addChannel(`room-${String(number)}`));
  const people = Array.from({ length: PEOPLE }, (_, number) =>
    sandbox.person(`member-${String(number)}`).in(channels[number % channels.length]!),
  );
  const folder = mkdtempSync(join(tmpdir(), 'newshound-flood-'));
  let logged = '';
  const { token } = sandbox.state.application;
  const log = createLog('warn', [token], { write: (line) => void (logged += line) });
  const store = AnswerStore.open(folder, log);
  const bot = await startBot({
    newshound,
    token,
    api: sandbox.api,
    editIntervalMs: 1200,
    limits: queueLimits(parseConfig({})),
    commandsFile: join(folder, 'discord-commands.json'),
    store,
    log,
  });
  const started = performance.now();
  const verdicts: Record<Verdict, number> = { answer: 0, refusal: 0, open: 0, twice: 0, wrong: 0 };
  const waits: number[] = [];
  const memory = [megabytes()];
  const unclear: string[] = [];
  try {
    sandbox.mess.set(MESS);
    for (const [wave, each] of WAVES.entries()) {
      const asked: Asked[] = [];
      for (let question = 0; question < each; question++) {
        for (const [number, by] of people.entries()) {
          const article = (number + wave * 7) % ARTICLES;
          const at = Date.now();
          const { id } =
            (number + question) % 2 === 0
              ? by.runs('ask', { question: questionFor(article) })
              : by.mentions(sandbox.bot, questionFor(article));
          asked.push({ by, id, at, article });
        }
      }
      const deadline = performance.now() + PATIENCE;
      while (asked.some((one) => judge(sandbox, one) === 'open') && performance.now() < deadline)
        await delay(200);
      // Whatever would come twice would come now.
      await delay(2000);
      for (const one of asked) {
        const verdict = judge(sandbox, one);
        verdicts[verdict]++;
        const [message] = answersTo(sandbox, one);
        if (verdict === 'answer') waits.push((message?.editedAt ?? message?.createdAt ?? 0) - one.at);
        else if (verdict !== 'refusal')
          unclear.push(`${verdict} for ${one.by.user.name}: ${JSON.stringify(answersTo(sandbox, one))}`);
      }
      memory.push(megabytes());
    }
    sandbox.mess.set({});
    // Of some answers the bot does not know yet that they arrived: the response got lost, and it will send them again.
    for (let second = 0; second < 60 && store.unsettled().length > 0; second++) await delay(1000);
    console.log(
      JSON.stringify({
        ...verdicts,
        p50ms: percentile(waits, 0.5),
        p95ms: percentile(waits, 0.95),
        seconds: Math.round((performance.now() - started) / 1000),
        requests: sandbox.state.requests.length,
        mess: sandbox.mess.happened,
        rssMb: memory,
        unsettled: store.unsettled().length,
        logged: counted(logged),
      }),
    );
    if (unclear.length > 0) console.log([...unclear.slice(0, 5), logged.slice(-4000)].join('\n'));
    expect(verdicts).toMatchObject({ open: 0, twice: 0, wrong: 0 });
    expect(verdicts.answer + verdicts.refusal).toBe(1000);
    expect(verdicts.answer).toBeGreaterThan(850);
    expect(store.unsettled()).toEqual([]);
    expect(sandbox.state.pings).toEqual([]);
    // After the first waves have filled the caches, nothing grows but what the sandbox remembers.
    expect(memory.at(-1)! - memory[3]!).toBeLessThan(60);
  } finally {
    await bot.drain();
    await newshound.close();
    await bot.destroy();
    store.close();
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 900_000);
