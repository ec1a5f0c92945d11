import { messageOf } from '../errors.ts';
import type { PersonFile } from '../sandbox/files/person-file.ts';
import type { Person } from '../sandbox/people/person.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Channel, Message } from '../sandbox/state.ts';
import { limit } from '../sandbox/rules/rules.ts';
import type { Action, ActionRequest } from './action-body.ts';
import { commandsFor } from './commands-for.ts';
import { maySee } from './may-see.ts';

/** What a person can do on the page, each a verb of the sandbox's actors. */

/** What the bot offers for an option that completes itself. */
export interface OfferedOnPage {
  readonly name: string;
  readonly value: string;
}

/** How an action ended; a sentence for the person where it could not be done. */
export type ActionResult =
  | { readonly ok: true; readonly channelId?: string; readonly choices?: readonly OfferedOnPage[] }
  | { readonly ok: false; readonly message: string };

/** The people of the page, by id. */
export type Actors = ReadonlyMap<string, Person>;

const refused = (message: string): ActionResult => ({ ok: false, message });

/** Does in the sandbox what somebody did on the page. Never trusts what the page says about itself. */
export async function perform(
  sandbox: Sandbox,
  actors: Actors,
  request: ActionRequest,
): Promise<ActionResult> {
  const actor = actors.get(request.as);
  if (actor === undefined) return refused('Nobody of that name is here.');
  const { action } = request;
  if (action.do === 'openDirect') return { ok: true, channelId: sandbox.direct(actor).id };
  const channel = sandbox.state.channels.get(request.channelId);
  if (channel === undefined || !maySee(sandbox.state, channel, request.as))
    return refused('This channel is gone.');
  const person = actor.in(channel);
  switch (action.do) {
    case 'say':
      return say(sandbox, person, action, request.files ?? []);
    case 'run':
      return attempt(() => person.runs(action.command, typed(sandbox, action)));
    case 'complete':
      return complete(sandbox, person, action);
    case 'submit':
      return attempt(() => person.submits(action.values));
    case 'dismissForm':
      if (person.form !== null) person.dismisses();
      return { ok: true };
    case 'use': {
      const message = messageIn(sandbox, channel, action.messageId);
      if (message === undefined) return refused('This message is gone.');
      return attempt(() => person.uses(action.command, message));
    }
    case 'useOnMember': {
      const user = sandbox.state.users.get(action.userId);
      if (user === undefined) return refused('Nobody of that name is here.');
      return attempt(() => person.uses(action.command, user));
    }
    case 'startThread':
      return startThread(sandbox, person, action);
    case 'click':
    case 'choose': {
      const message = messageIn(sandbox, channel, action.messageId);
      if (message === undefined) return refused('This message is gone.');
      return attempt(() =>
        action.do === 'click'
          ? person.clicks(action.customId, message)
          : person.selectsOn(message, action.customId, ...action.values),
      );
    }
    case 'react':
      return react(sandbox, person, action);
    case 'delete': {
      const message = messageIn(sandbox, channel, action.messageId);
      if (message?.authorId !== request.as) return refused('You can delete your own messages only.');
      person.deletes(message);
      return { ok: true };
    }
  }
}

function messageIn(sandbox: Sandbox, channel: Channel, messageId: string): Message | undefined {
  const message = sandbox.state.messages.get(messageId);
  return message?.channelId === channel.id && message.deletedAt === null ? message : undefined;
}

function say(
  sandbox: Sandbox,
  person: Person,
  { text, replyTo, ping }: Extract<Action, { do: 'say' }>,
  files: readonly PersonFile[],
): ActionResult | Promise<ActionResult> {
  if (text === '' && files.length === 0) return refused('Write something, or attach a file.');
  if (files.length > limit('filesAtMost'))
    return refused(`A message has ${String(limit('filesAtMost'))} files at most.`);
  if (replyTo === null) return attempt(() => person.attaches(text, ...files));
  const target = messageIn(sandbox, person.channel, replyTo);
  if (target === undefined) return refused('The message that you reply to is gone.');
  return attempt(() => person.replies(target, text, { ping, files }));
}

/** Puts an emoji under a message, or takes one's own back. */
function react(
  sandbox: Sandbox,
  person: Person,
  { messageId, emoji }: Extract<Action, { do: 'react' }>,
): ActionResult {
  const message = messageIn(sandbox, person.channel, messageId);
  if (message === undefined) return refused('This message is gone.');
  const mine = message.reactions.find((one) => one.emoji === emoji)?.userIds.includes(person.user.id);
  if (mine === true) person.unreacts(message, emoji);
  else person.reacts(message, emoji);
  return { ok: true };
}

function startThread(
  sandbox: Sandbox,
  person: Person,
  { messageId, name }: Extract<Action, { do: 'startThread' }>,
): ActionResult {
  const { channel } = person;
  const message = messageIn(sandbox, channel, messageId);
  if (message === undefined) return refused('This message is gone.');
  if (channel.guildId === null || channel.thread)
    return refused('Threads begin in the channels of a server.');
  if ([...sandbox.state.channels.values()].some(({ thread }) => thread?.messageId === messageId))
    return refused('This message has a thread already.');
  return { ok: true, channelId: person.startsThread(name, message).channel.id };
}

/** Options as the page has them, all texts, in the types that the command asks for. */
function typed(
  { state }: Sandbox,
  { command, options }: { readonly command: string; readonly options: Readonly<Record<string, string>> },
): Record<string, string | number | boolean> {
  const known = commandsFor(state.commands, 'en-US');
  const kinds = known.find(({ name, kind }) => name === command && kind === 'slash')?.options ?? [];
  return Object.fromEntries(
    Object.entries(options).map(([name, value]): [string, string | number | boolean] => {
      const kind = kinds.find((option) => option.name === name)?.kind;
      if (kind === 'boolean') return [name, value === 'true'];
      return [name, kind === 'whole' || kind === 'number' ? Number(value) : value];
    }),
  );
}

/** Asks the bot what an option could become. A bot that offers nothing in time is no error of the person's. */
async function complete(
  sandbox: Sandbox,
  person: Person,
  action: Extract<Action, { do: 'complete' }>,
): Promise<ActionResult> {
  let choices: readonly OfferedOnPage[] = [];
  const result = await attempt(async () => {
    const offered = await person.types(action.command, typed(sandbox, action), action.focused);
    choices = offered.map(({ name, value }) => ({ name, value: String(value) }));
  });
  return result.ok ? { ok: true, choices } : result;
}

/** What a client would not let happen becomes a sentence; below it the sandbox shows the conversation to tests. */
async function attempt(verb: () => unknown): Promise<ActionResult> {
  try {
    await verb();
    return { ok: true };
  } catch (error) {
    const [sentence = ''] = messageOf(error).split('\n');
    return refused(sentence);
  }
}
