import { html, type TemplateResult } from 'lit';
import type { Context } from './context.ts';
import { avatar } from './message.ts';

/** Who one is, and the colours of the page. */
export function self({ view, ui, become }: Context, switchTheme: () => void): TemplateResult {
  return html`<div class="self">
    <img src=${avatar(view.me.id)} alt="" />
    <wa-select
      class="actor unlabelled"
      size="s"
      label="Speak as"
      title="Speak as"
      .value=${view.me.id}
      @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement;
        if (value !== view.me.id) become(value);
      }}
      >${view.actors.map(({ id, name }) => html`<wa-option value=${id}>${name}</wa-option>`)}</wa-select
    >
    <wa-button size="s" appearance="plain" title="Dark or light" @click=${switchTheme}
      ><wa-icon name=${ui.theme === 'dark' ? 'light' : 'dark'} label="Dark or light"></wa-icon
    ></wa-button>
  </div>`;
}
