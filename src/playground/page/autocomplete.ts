import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { OfferedOnPage } from '../actions.ts';
import type { OptionOnPage } from '../view.ts';

/**
 * An option that the bot completes while one types: a combobox with a list, driven by arrow keys, Enter and Escape.
 * Source: ARIA Authoring Practices Guide, "Editable Combobox With List Autocomplete", manual selection.
 */
export class PlaygroundAutocomplete extends LitElement {
  static override readonly properties = { option: { attribute: false }, ask: { attribute: false } };
  declare option: OptionOnPage;
  /** Asks the bot what this text could become; what it offers is handed over once it comes. */
  declare ask: (text: string, onOffers: (offers: readonly OfferedOnPage[]) => void) => void;
  #offers: readonly OfferedOnPage[] = [];
  #active = -1;
  #taken: OfferedOnPage | null = null;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  get #input(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  /** Of an offer its value is sent, and shown is its name. */
  get value(): string {
    return this.#taken?.value ?? this.#input?.value ?? '';
  }

  override focus(): void {
    this.#input?.focus();
  }

  protected override render(): TemplateResult {
    const { name, label, description, required, least, most } = this.option;
    const isOpen = this.#offers.length > 0;
    const id = `offers-${name}`;
    return html`<label for=${`option-${name}`}>${label}</label>
      <input
        id=${`option-${name}`}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded=${isOpen ? 'true' : 'false'}
        aria-controls=${id}
        aria-activedescendant=${this.#active >= 0 ? `${id}-${String(this.#active)}` : nothing}
        placeholder=${description}
        autocomplete="off"
        ?required=${required}
        minlength=${least ?? nothing}
        maxlength=${most ?? nothing}
        @input=${this.#onInput}
        @keydown=${this.#onKey}
        @blur=${() => {
          this.#close();
        }}
      />
      <ul class="offers" id=${id} role="listbox" aria-label=${`Offers for ${label}`} ?hidden=${!isOpen}>
        ${this.#offers.map(
          (offer, index) =>
            html`<li
              id=${`${id}-${String(index)}`}
              role="option"
              aria-selected=${index === this.#active ? 'true' : 'false'}
              @mousedown=${(event: Event) => {
                event.preventDefault();
                this.#take(offer);
              }}
            >
              ${offer.name}
            </li>`,
        )}
      </ul>`;
  }

  readonly #onInput = (): void => {
    const text = this.#input?.value ?? '';
    this.#taken = null;
    this.ask(text, (offers) => {
      // What was offered for another text comes too late.
      if (this.#input?.value !== text || this.#taken !== null) return;
      this.#offers = offers;
      this.#active = -1;
      this.requestUpdate();
    });
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const count = this.#offers.length;
    if (event.isComposing || count === 0) return;
    const active = this.#offers[this.#active];
    if (event.key === 'ArrowDown') this.#active = (this.#active + 1) % count;
    else if (event.key === 'ArrowUp') this.#active = (Math.max(this.#active, 0) + count - 1) % count;
    else if (event.key === 'Enter' && active !== undefined) this.#take(active);
    else if (event.key === 'Escape') this.#close();
    else return;
    // Enter would run the command, Escape leave it.
    event.preventDefault();
    event.stopPropagation();
    this.requestUpdate();
  };

  #take(offer: OfferedOnPage): void {
    const input = this.#input;
    if (input === null) return;
    input.value = offer.name;
    this.#taken = offer;
    this.#close();
  }

  #close(): void {
    this.#offers = [];
    this.#active = -1;
    this.requestUpdate();
  }
}
