import { html, nothing, type TemplateResult } from 'lit';
import type { MessageOnPage, PendingOnPage, ReplyOnPage } from '../view.ts';
import { componentsOf } from './components.ts';
import type { Context } from './context.ts';
import { embedOf } from './embed.ts';
import { filesOf } from './files.ts';
import { markdown } from './markdown-view.ts';
import { reactionsOf, toolbar } from './message-tools.ts';

/** One message with what stands above and below it, and what can be done with it. */
export function messageRow(message: MessageOnPage, grouped: boolean, context: Context): TemplateResult {
  const { view, ui, change } = context;
  const author = personOf(message.authorId, context);
  const isActive = ui.active === message.id;
  const isLast = view.open?.messages.at(-1)?.id === message.id;
  const activate = (): void => {
    if (ui.active !== message.id) change({ active: message.id });
  };
  const failed = view.open?.pending.find(
    ({ messageId, failed: lost, id }) => messageId === message.id && lost && !ui.dismissed.has(id),
  );
  return html`<div
    class=${grouped ? 'message grouped' : 'message'}
    data-message=${message.id}
    role="article"
    aria-label=${`${author.name}, ${whenText(message.at)}`}
    tabindex=${isActive || (isLast && ui.active === null) ? '0' : '-1'}
    @mouseenter=${activate}
    @focusin=${activate}
  >
    <discord-message
      author=${author.name}
      avatar=${avatar(author.id)}
      timestamp=${whenText(message.at)}
      ?bot=${author.bot}
      ?edited=${message.edited}
      ?ephemeral=${message.ephemeral}
      ?highlight=${message.mentionsMe}
      ?message-body-only=${grouped}
      .dismissMessageClicked=${() => {
        dismiss(message.id, context);
      }}
    >
      ${message.command === null ? nothing : commandLine(message.command, context)}
      ${message.reply === null ? nothing : replyLine(message.reply, context)}
      ${
        message.thinking
          ? html`<span class="thinking"><wa-spinner></wa-spinner> ${author.name} is thinking…</span>`
          : markdown(message.text, view)
      }
      ${message.embeds.map((embed) => embedOf(embed, message, view))} ${filesOf(message)}
      ${
        message.components.length > 0 || failed
          ? html`<div slot="components" class="components">
              ${componentsOf(message, context)}${failed ? lost('This interaction failed') : nothing}
            </div>`
          : nothing
      }
      ${reactionsOf(message, context)}
      ${message.threadId === null ? nothing : threadLink(message.threadId, context)}
    </discord-message>
    ${
      message.thinking || !isActive
        ? nothing
        : toolbar(message, context, () => {
            dismiss(message.id, context);
          })
    }
  </div>`;
}

/** What somebody did that the bot has not answered yet, or never will. */
export function pendingRow(pending: PendingOnPage, context: Context): TemplateResult {
  const { view } = context;
  return html`<div class="message" data-pending=${pending.id}>
    <discord-message
      author=${view.bot.name}
      avatar=${avatar(view.bot.id)}
      timestamp=${whenText(pending.at)}
      bot
      ?ephemeral=${pending.failed}
      .dismissMessageClicked=${() => {
        dismiss(pending.id, context);
      }}
    >
      ${commandLine({ userId: view.me.id, name: pending.what }, context)}
      ${
        pending.failed
          ? lost('The application did not respond')
          : html`<span class="thinking"><wa-spinner></wa-spinner> Sending command…</span>`
      }
    </discord-message>
  </div>`;
}

function lost(sentence: string): TemplateResult {
  return html`<span class="lost" role="alert">${sentence}</span>`;
}

function dismiss(id: string, { ui, change }: Context): void {
  change({ dismissed: new Set([...ui.dismissed, id]) });
}

function personOf(id: string, { view }: Context) {
  return view.people.find((person) => person.id === id) ?? { id, name: 'unknown-user', bot: false };
}

export function avatar(id: string): string {
  return `/avatars/${id}`;
}

function commandLine({ userId, name }: { userId: string; name: string }, context: Context): TemplateResult {
  return html`<discord-command
    slot="reply"
    author=${personOf(userId, context).name}
    avatar=${avatar(userId)}
    command=${name}
  ></discord-command>`;
}

function replyLine(reply: ReplyOnPage | 'deleted', context: Context): TemplateResult {
  if (reply === 'deleted') return html`<discord-reply slot="reply" deleted></discord-reply>`;
  const author = personOf(reply.authorId, context);
  return html`<discord-reply
    slot="reply"
    author=${author.name}
    avatar=${avatar(author.id)}
    ?bot=${author.bot}
    role-color=${context.ui.theme === 'light' ? '#060607' : '#fff'}
    >${markdown(reply.text, context.view)}</discord-reply
  >`;
}

function threadLink(threadId: string, { view, open }: Context): TemplateResult {
  const thread = view.servers.flatMap(({ channels }) => channels).find(({ id }) => id === threadId);
  return html`<wa-button
    slot="thread"
    size="s"
    appearance="plain"
    @click=${() => {
      open(threadId);
    }}
    ><wa-icon slot="start" name="thread"></wa-icon>${thread?.name ?? 'Thread'}</wa-button
  >`;
}

/** "Today at 14:05", or the day. */
export function whenText(at: number): string {
  const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(at);
  const sameDay = new Date(at).toDateString() === new Date().toDateString();
  return sameDay ? `Today at ${time}` : `${new Intl.DateTimeFormat().format(at)} ${time}`;
}
