import { DiscordCommand, DiscordLink, DiscordMention, DiscordMessage } from '@skyra/discord-components-core';
import { css } from 'lit';

/**
 * Some colours of the components can hardly be read, in light above all; names of commands know dark alone. Here they
 * follow the page.
 */
export function mendColours(): void {
  DiscordCommand.elementStyles.push(css`
    :host .discord-slash-command-name {
      background-color: var(--command);
      color: var(--link);
    }
  `);
  DiscordLink.elementStyles.push(css`
    :host a {
      color: var(--link);
    }
  `);
  DiscordMention.elementStyles.push(css`
    :host([light-theme]:not(:hover)) {
      color: #3c45a5;
    }
  `);
  DiscordMessage.elementStyles.push(css`
    :host .discord-message-timestamp,
    :host .discord-message-edited,
    :host .discord-message-ephemeral {
      color: var(--quiet) !important;
    }
    .discord-message-ephemeral .discord-message-ephemeral-link {
      color: var(--link);
    }
    @media (max-width: 500px) {
      :host {
        padding-left: 0.75rem;
        padding-right: 0.75rem;
      }
      .discord-author-avatar {
        margin-right: 0.75rem;
      }
    }
  `);
}
