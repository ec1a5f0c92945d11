import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import type {
  AnyComponent,
  Button,
  MessageComponent,
  Select,
} from '../../sandbox/components/component-body.ts';
import { safeAddress } from '../markdown/parse.ts';
import type { MessageOnPage } from '../view.ts';
import type { Context } from './context.ts';
import { mediaOf } from './files.ts';
import { markdown } from './markdown-view.ts';
import { selectControl } from './select-control.ts';

/** What stands below a message, or is the message: buttons, menus, and the parts of a layout. */
export function componentsOf(message: MessageOnPage, context: Context): TemplateResult[] {
  return message.components.map((component) => drawn(component, message, context));
}

function drawn(component: AnyComponent, message: MessageOnPage, context: Context): TemplateResult {
  const all = (components: readonly AnyComponent[]) =>
    components.map((inner) => drawn(inner, message, context));
  switch (component.type) {
    case ComponentType.ActionRow:
      return html`<div class="row">${all(component.components)}</div>`;
    case ComponentType.Button:
      return button(component, message, context);
    case ComponentType.TextDisplay:
      return html`<div class="text">${markdown(component.content, context.view)}</div>`;
    case ComponentType.Section:
      return html`<div class="section">
        <div>${all(component.components)}</div>
        ${drawn(component.accessory, message, context)}
      </div>`;
    case ComponentType.Separator:
      return component.divider === false ? html`<br />` : html`<hr />`;
    case ComponentType.Container:
      return container(component, all(component.components));
    case ComponentType.Thumbnail:
      return mediaOf(component.media.url, component.description, message);
    case ComponentType.MediaGallery:
      return html`<div>
        ${component.items.map(({ media, description }) => mediaOf(media.url, description, message))}
      </div>`;
    case ComponentType.File:
      return mediaOf(component.file.url, null, message);
    default:
      return select(component, message, context);
  }
}

function container(
  { accent_color: accent }: Extract<MessageComponent, { type: ComponentType.Container }>,
  inner: readonly TemplateResult[],
): TemplateResult {
  const colour = typeof accent === 'number' ? `#${accent.toString(16).padStart(6, '0')}` : 'var(--line)';
  return html`<div class="container" style=${`--accent: ${colour}`}>${inner}</div>`;
}

const VARIANTS: Readonly<Partial<Record<ButtonStyle, string>>> = {
  [ButtonStyle.Primary]: 'brand',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'danger',
};

function button(
  { style, label, emoji, url, disabled, custom_id: customId }: Button,
  message: MessageOnPage,
  { view, act }: Context,
): TemplateResult {
  const face = html`${emoji?.name ?? nothing} ${label ?? nothing}`;
  const address = safeAddress(url ?? '');
  if (style === ButtonStyle.Link) {
    return html`<wa-button
      size="s"
      variant="neutral"
      href=${address ?? nothing}
      target="_blank"
      rel="noopener noreferrer nofollow"
      ?disabled=${address === null || disabled === true}
      >${face} ↗</wa-button
    >`;
  }
  const underWay = view.open?.pending.some(
    ({ messageId, what, failed }) => messageId === message.id && what === customId && !failed,
  );
  return html`<wa-button
    size="s"
    variant=${VARIANTS[style] ?? 'neutral'}
    ?disabled=${disabled === true}
    ?loading=${underWay === true}
    @click=${() => void act({ do: 'click', messageId: message.id, customId: customId ?? '' })}
    >${face}</wa-button
  >`;
}

function select(menu: Select, message: MessageOnPage, context: Context): TemplateResult {
  return selectControl(menu, context.view, {
    label: null,
    onChoose: (values) => {
      const action = { do: 'choose', messageId: message.id, customId: menu.custom_id, values } as const;
      void context.act(action);
    },
  });
}
