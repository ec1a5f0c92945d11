import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from './context.ts';

/** Longest name of a thread, as the client cuts what it proposes. */
const MOST_NAME = 100;

/** Asks for the name of a thread that is to be started under a message, and opens it. */
export function threadDialog({ view, ui, change, act, open }: Context): TemplateResult | typeof nothing {
  const message = view.open?.messages.find(({ id }) => id === ui.threadFrom);
  if (message === undefined) return nothing;
  const start = async (form: HTMLFormElement): Promise<void> => {
    if (!form.reportValidity()) return;
    const name = form.querySelector('wa-input')?.value ?? '';
    const result = await act({ do: 'startThread', messageId: message.id, name });
    if (result.ok && result.channelId !== undefined) open(result.channelId);
    else change({ threadFrom: null });
  };
  return html`<wa-dialog
    open
    label="New thread"
    @wa-after-hide=${(event: Event) => {
      if (event.target === event.currentTarget) change({ threadFrom: null });
    }}
  >
    <form
      class="fields"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void start(event.currentTarget as HTMLFormElement);
      }}
    >
      <wa-input
        autofocus
        label="Thread name"
        .value=${proposed(message.text)}
        required
        maxlength=${MOST_NAME}
        autocomplete="off"
      ></wa-input>
      <div class="actions">
        <wa-button size="s" appearance="plain" data-dialog="close">Cancel</wa-button>
        <wa-button size="s" variant="brand" type="submit">Create thread</wa-button>
      </div>
    </form>
  </wa-dialog>`;
}

/** A name from what the message says, without mentions. */
function proposed(text: string): string {
  const [line = ''] = text
    .replace(/<[@#][^>]*>/g, '')
    .trim()
    .split('\n');
  return line.slice(0, MOST_NAME);
}
