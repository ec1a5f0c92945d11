import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { completed, type Suggestion, suggestionsFor, withMentions } from '../suggestions.ts';
import type { CommandOnPage } from '../view.ts';
import { attachButton, attachedFiles, withMore } from './attached-files.ts';
import { commandForm } from './command-form.ts';
import { type Context, readers } from './context.ts';
import { avatar } from './message.ts';

/** Before the name of a place. */
const SIGNS = { direct: '@', group: '@', text: '#', thread: '' } as const;

/** Where one writes: text with mentions, or a command with its options. */
export class PlaygroundComposer extends LitElement {
  static override readonly properties = { context: { attribute: false } };
  declare context: Context;
  #place = '';
  #suggestions: readonly Suggestion[] = [];
  #chosen = 0;
  #command: CommandOnPage | null = null;
  #files: readonly File[] = [];
  /** What was written and not sent, by place. */
  readonly #drafts = new Map<string, string>();

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  get #input(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }

  protected override willUpdate(): void {
    const { view } = this.context;
    const place = `${view.me.id} ${view.open?.channel.id ?? ''}`;
    if (place === this.#place) return;
    const input = this.#input;
    if (input !== null) {
      this.#drafts.set(this.#place, input.value);
      input.value = this.#drafts.get(place) ?? '';
    }
    this.#place = place;
    this.#command = null;
    this.#files = [];
    this.#suggestions = [];
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('context');
    const { replyTo } = this.context.ui;
    if (before !== undefined && replyTo !== null && before.ui.replyTo !== replyTo) this.#input?.focus();
  }

  protected override render(): TemplateResult {
    const { view } = this.context;
    if (this.#command !== null) {
      return commandForm(this.#command, this.context, () => {
        this.#leaveCommand();
      });
    }
    const channel = view.open?.channel;
    const place = `${SIGNS[channel?.kind ?? 'text']}${channel?.name ?? ''}`;
    return html`${this.#reply()}${this.#list()}${attachedFiles(this.#files, (files) => {
        this.#attach(files);
      })}
      <div class="composer">
        ${attachButton((files) => {
          this.#attach(withMore(this.#files, files));
        })}
        <textarea
          rows="1"
          maxlength="2000"
          placeholder=${`Message ${place}`}
          aria-label=${`Message ${place}`}
          aria-autocomplete="list"
          aria-controls="suggestions"
          aria-activedescendant=${this.#suggestions.length > 0 ? `suggestion-${String(this.#chosen)}` : nothing}
          @input=${this.#onInput}
          @paste=${(event: ClipboardEvent) => {
            this.#take(event, event.clipboardData);
          }}
          @drop=${(event: DragEvent) => {
            this.#take(event, event.dataTransfer);
          }}
          @keydown=${this.#onKey}
        ></textarea>
        <wa-button appearance="plain" size="s" title="Send" @click=${() => void this.#send()}
          ><wa-icon name="send" label="Send"></wa-icon
        ></wa-button>
      </div>`;
  }

  #reply(): TemplateResult | typeof nothing {
    const { view, ui, change } = this.context;
    const target = view.open?.messages.find(({ id }) => id === ui.replyTo);
    if (target === undefined) return nothing;
    const name = view.people.find(({ id }) => id === target.authorId)?.name ?? '';
    return html`<div class="replying">
      Replying to <strong>${name}</strong>
      <wa-button
        appearance="plain"
        size="s"
        title="Do not reply"
        @click=${() => {
          change({ replyTo: null });
        }}
        ><wa-icon name="close" label="Do not reply"></wa-icon
      ></wa-button>
    </div>`;
  }

  #list(): TemplateResult | typeof nothing {
    if (this.#suggestions.length === 0) return nothing;
    return html`<ul class="suggestions" id="suggestions" role="listbox" aria-label="Suggestions">
      ${this.#suggestions.map(
        (suggestion, index) =>
          html`<li
            id=${`suggestion-${String(index)}`}
            role="option"
            aria-selected=${index === this.#chosen ? 'true' : 'false'}
            @mousedown=${(event: Event) => {
              event.preventDefault();
              this.#complete(suggestion);
            }}
          >
            ${suggestionLine(suggestion, this.context)}
          </li>`,
      )}
    </ul>`;
  }

  #attach(files: readonly File[]): void {
    this.#files = files;
    this.requestUpdate();
    this.#input?.focus();
  }

  /** Files that are pasted or dropped; text goes its usual way. */
  #take(event: Event, data: DataTransfer | null): void {
    const files = [...(data?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.#attach(withMore(this.#files, files));
  }

  readonly #onInput = (event: Event): void => {
    const { value, selectionStart } = event.target as HTMLTextAreaElement;
    this.#suggestions = suggestionsFor(value, selectionStart, this.context.view);
    this.#chosen = 0;
    this.requestUpdate();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const chosen = this.#suggestions[this.#chosen];
    if (chosen === undefined) {
      if (event.key === 'Enter' && !event.shiftKey) {
        event.preventDefault();
        void this.#send();
      } else if (event.key === 'Escape') this.context.change({ replyTo: null, problem: null });
      return;
    }
    const count = this.#suggestions.length;
    switch (event.key) {
      case 'ArrowDown':
        this.#chosen = (this.#chosen + 1) % count;
        break;
      case 'ArrowUp':
        this.#chosen = (this.#chosen + count - 1) % count;
        break;
      case 'Enter':
      case 'Tab':
        this.#complete(chosen);
        break;
      case 'Escape':
        this.#suggestions = [];
        break;
      default:
        return;
    }
    event.preventDefault();
    this.requestUpdate();
  };

  #complete(suggestion: Suggestion): void {
    const input = this.#input;
    if (input === null) return;
    this.#suggestions = [];
    if (suggestion.kind === 'command') {
      this.#command = suggestion.command;
      input.value = '';
      this.requestUpdate();
      void this.#focusOption();
    } else {
      const { text, caret } = completed(input.value, input.selectionStart, suggestion.person.name);
      input.value = text;
      input.setSelectionRange(caret, caret);
      input.focus();
    }
    this.requestUpdate();
  }

  async #focusOption(): Promise<void> {
    await this.updateComplete;
    const control = this.querySelector<LitElement>('[data-option]');
    // A control can be focused once it has drawn itself.
    await control?.updateComplete;
    control?.focus();
  }

  #leaveCommand(): void {
    this.#command = null;
    this.requestUpdate();
    void this.updateComplete.then(() => {
      this.#input?.focus();
    });
  }

  async #send(): Promise<void> {
    const input = this.#input;
    const text = input?.value.trim() ?? '';
    const files = this.#files;
    if (input === null || (text === '' && files.length === 0)) return;
    const { view, ui, act, change } = this.context;
    const action = {
      do: 'say',
      text: withMentions(text, readers(view)),
      replyTo: ui.replyTo,
      ping: true,
    } as const;
    const result = await act(action, files);
    if (!result.ok) return;
    input.value = '';
    this.#files = [];
    change({ replyTo: null });
  }
}

function suggestionLine(suggestion: Suggestion, { view }: Context): TemplateResult {
  if (suggestion.kind === 'person') {
    const { id, name } = suggestion.person;
    return html`<img src=${avatar(id)} alt="" /> <strong>${name}</strong>`;
  }
  const { label, description, options } = suggestion.command;
  return html`<img src=${avatar(view.bot.id)} alt="" />
    <span
      ><strong>/${label}</strong>
      ${options.map((option) => html`<span class="option">${option.label}</span> `)}<br /><small
        >${description}</small
      ></span
    >`;
}
