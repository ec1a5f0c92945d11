import { html, nothing, type TemplateResult } from 'lit';
import type { Embed } from '../../sandbox/messages/embed-body.ts';
import { safeAddress } from '../markdown/parse.ts';
import type { MessageOnPage, View } from '../view.ts';
import { markdown } from './markdown-view.ts';

/** An embed of the bot. Of its pictures those are shown that came with the message; others lie elsewhere. */
export function embedOf(embed: Embed, { files }: MessageOnPage, view: View): TemplateResult {
  const colour =
    typeof embed.color !== 'number' ? '#4f545c' : `#${embed.color.toString(16).padStart(6, '0')}`;
  const address = safeAddress(embed.url ?? '');
  const picture = files.find(
    ({ name, isPicture }) => isPicture && embed.image?.url === `attachment://${name}`,
  );
  return html`<discord-embed
    slot="embeds"
    color=${colour}
    author-name=${embed.author?.name ?? ''}
    embed-title=${embed.title ?? ''}
    url=${address ?? ''}
    image=${picture?.address ?? nothing}
  >
    ${
      typeof embed.description !== 'string'
        ? nothing
        : html`<discord-embed-description slot="description"
            >${markdown(embed.description, view)}</discord-embed-description
          >`
    }
    ${
      !embed.fields
        ? nothing
        : html`<discord-embed-fields slot="fields"
            >${embed.fields.map(
              ({ name, value, inline }) =>
                html`<discord-embed-field field-title=${name} ?inline=${inline === true}
                  >${markdown(value, view)}</discord-embed-field
                >`,
            )}</discord-embed-fields
          >`
    }
    ${
      !embed.footer
        ? nothing
        : html`<discord-embed-footer slot="footer">${embed.footer.text}</discord-embed-footer>`
    }
  </discord-embed>`;
}
