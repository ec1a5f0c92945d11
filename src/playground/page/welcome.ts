import { html, nothing, type TemplateResult } from 'lit';
import { type Context, openServer } from './context.ts';

/** What stands in an empty channel: how to ask there, and questions to begin with. */
export function welcome(context: Context): TemplateResult {
  const { view } = context;
  return html`<div class="empty">
    <img src=${`/avatars/${view.bot.id}`} alt="" />
    <h2>Ask ${view.bot.name}</h2>
    <p>${howTo(context)}</p>
    ${samples(context)}
    <p class="keys">
      <small
        ><kbd>Alt ↑ ↓</kbd> other channels, <kbd>Ctrl Alt ↑ ↓</kbd> other servers. Choose below the channels
        whom you speak as.</small
      >
    </p>
  </div>`;
}

/** How the bot is reached from here. */
type Way = 'direct' | 'mention' | 'command' | 'none';

function wayTo({ view }: Context): Way {
  if (view.open?.channel.kind === 'direct') return 'direct';
  if (openServer(view)?.hasBot === true) return 'mention';
  return askCommand({ view }) === undefined ? 'none' : 'command';
}

function howTo(context: Context): TemplateResult {
  const { bot, open } = context.view;
  const place = open?.serverId === null ? 'conversation' : 'server';
  switch (wayTo(context)) {
    case 'direct':
      return html`Write a question: here everything is meant for the bot.`;
    case 'mention':
      return html`Type <kbd>/</kbd> and choose a command, or mention the bot: <kbd>@${bot.name}</kbd> and your
        question.`;
    case 'command':
      return html`${bot.name} is not in this ${place}, but you have added it for yourself: type
        <kbd>/</kbd> and choose a command.`;
    case 'none':
      return html`${bot.name} is not in this ${place}, and you have not added it for yourself: those who have
      can use its commands here.`;
  }
}

function samples(context: Context): TemplateResult | typeof nothing {
  const questions = context.view.samples;
  if (questions.length === 0 || wayTo(context) === 'none') return nothing;
  return html`<p class="try" id="samples">Try one of these:</p>
    <ul class="samples" aria-labelledby="samples">
      ${questions.map(
        (question) =>
          html`<li>
            <wa-button size="s" @click=${() => void ask(question, context)}>${question}</wa-button>
          </li>`,
      )}
    </ul>`;
}

/** Asks as a person would in this place. */
async function ask(question: string, context: Context): Promise<void> {
  const { view, act } = context;
  const command = askCommand(context);
  const [option] = command?.options ?? [];
  if (wayTo(context) === 'command' && command && option) {
    await act({ do: 'run', command: command.name, options: { [option.name]: question } });
    return;
  }
  const text = wayTo(context) === 'direct' ? question : `<@${view.bot.id}> ${question}`;
  await act({ do: 'say', text, replyTo: null, ping: true });
}

/** The first command that takes a text and nothing else. */
function askCommand({ view }: Pick<Context, 'view'>) {
  return view.commands.find(
    ({ kind, options }) => kind === 'slash' && options.filter(({ required }) => required).length === 1,
  );
}
