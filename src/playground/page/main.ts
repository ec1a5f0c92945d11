import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/callout/callout.js';
import '@awesome.me/webawesome/dist/components/checkbox/checkbox.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import '@awesome.me/webawesome/dist/components/drawer/drawer.js';
import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import '@awesome.me/webawesome/dist/components/icon/icon.js';
import '@awesome.me/webawesome/dist/components/input/input.js';
import '@awesome.me/webawesome/dist/components/option/option.js';
import '@awesome.me/webawesome/dist/components/select/select.js';
import '@awesome.me/webawesome/dist/components/spinner/spinner.js';
import '@awesome.me/webawesome/dist/components/textarea/textarea.js';
import { DiscordCommand } from '@skyra/discord-components-core';
import { css } from 'lit';
import { PlaygroundApp } from './app.ts';
import { PlaygroundAutocomplete } from './autocomplete.ts';
import { PlaygroundComposer } from './composer.ts';
import { useOwnIcons } from './icons.ts';

useOwnIcons();
// The component knows the dark colour of a command's name alone.
DiscordCommand.elementStyles.push(css`
  :host .discord-slash-command-name {
    background-color: var(--command);
  }
`);
customElements.define('playground-autocomplete', PlaygroundAutocomplete);
customElements.define('playground-composer', PlaygroundComposer);
customElements.define('playground-app', PlaygroundApp);
