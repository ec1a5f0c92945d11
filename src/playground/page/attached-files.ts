import { html, nothing, type TemplateResult } from 'lit';
import { sizeText } from './files.ts';

/** Most files of a message. Source: resources/message.mdx#create-message. */
const MOST_FILES = 10;

/** Files that wait to be sent, each with a button that takes it out again. */
export function attachedFiles(
  files: readonly File[],
  change: (files: readonly File[]) => void,
): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing;
  return html`<ul class="attached" aria-label="Files to send">
    ${files.map(
      (file) =>
        html`<li class="file">
          <wa-icon name="file"></wa-icon><span>${file.name}</span> <small>${sizeText(file.size)}</small>
          <wa-button
            size="s"
            appearance="plain"
            title=${`Remove ${file.name}`}
            @click=${() => {
              change(files.filter((one) => one !== file));
            }}
            ><wa-icon name="close" label=${`Remove ${file.name}`}></wa-icon
          ></wa-button>
        </li>`,
    )}
  </ul>`;
}

/** A button that lets one choose files; they may also be dropped or pasted into the text. */
export function attachButton(add: (files: readonly File[]) => void): TemplateResult {
  return html`<wa-button
      appearance="plain"
      size="s"
      title="Attach files"
      @click=${(event: Event) => {
        (event.currentTarget as HTMLElement).parentElement?.querySelector('input')?.click();
      }}
      ><wa-icon name="attach" label="Attach files"></wa-icon></wa-button
    ><input
      class="visually-hidden"
      type="file"
      multiple
      tabindex="-1"
      aria-label="Files"
      @change=${(event: Event) => {
        const input = event.currentTarget as HTMLInputElement;
        add([...(input.files ?? [])]);
        // The same file can be chosen again.
        input.value = '';
      }}
    />`;
}

/** With more, the first are kept. */
export function withMore(files: readonly File[], more: readonly File[]): readonly File[] {
  return [...files, ...more].slice(0, MOST_FILES);
}
