import { type APIMessageTopLevelComponent, ComponentType } from 'discord-api-types/v10';
import type { AnyComponent, Media, MessageComponent } from '../components/component-body.ts';
import type { Wire } from '../wire.ts';

/** A component of a message as Discord hands it out: media are looked up, what was left out has its default. */
export function componentObject(component: MessageComponent): Wire<APIMessageTopLevelComponent> {
  return shown(component) as unknown as Wire<APIMessageTopLevelComponent>;
}

function shown(component: AnyComponent): Readonly<Record<string, unknown>> {
  const given = Object.fromEntries(Object.entries(component).filter(([, value]) => value !== null));
  switch (component.type) {
    case ComponentType.ActionRow:
      return { ...given, components: component.components.map(shown) };
    case ComponentType.Section:
      return {
        ...given,
        components: component.components.map(shown),
        accessory: shown(component.accessory),
      };
    case ComponentType.Container:
      return {
        ...given,
        accent_color: component.accent_color ?? null,
        spoiler: component.spoiler ?? false,
        components: component.components.map(shown),
      };
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      return { ...given, min_values: component.min_values ?? 1, max_values: component.max_values ?? 1 };
    case ComponentType.Separator:
      return { ...given, divider: component.divider ?? true, spacing: component.spacing ?? 1 };
    case ComponentType.Thumbnail:
      return { ...given, ...item(component) };
    case ComponentType.MediaGallery:
      return { ...given, items: component.items.map(item) };
    case ComponentType.File:
      return {
        ...given,
        file: unfurled(component.file, component.id),
        name: null,
        size: null,
        spoiler: component.spoiler ?? false,
      };
    default:
      return given;
  }
}

function item(fields: {
  readonly media: Media;
  readonly description?: string | null | undefined;
  readonly spoiler?: boolean | null | undefined;
}) {
  return {
    media: unfurled(fields.media, 0),
    description: fields.description ?? null,
    spoiler: fields.spoiler ?? false,
  };
}

/** Nothing is fetched: a picture from elsewhere has no size here. */
function unfurled({ url }: Media, id: number | null | undefined) {
  return { id: String(id ?? 0), url, proxy_url: url, width: 0, height: 0, content_type: null };
}
