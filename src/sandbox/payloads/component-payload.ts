import { type APIMessageTopLevelComponent, ComponentType } from 'discord-api-types/v10';
import type { AnyComponent, Media, MessageComponent } from '../components/component-body.ts';
import type { Attachment } from '../state.ts';
import type { Wire } from '../wire.ts';
import { fileBehind } from './attachment-payload.ts';

/** A component of a message as Discord hands it out: media are looked up, what was left out has its default. */
export function componentObject(
  component: MessageComponent,
  files: readonly Attachment[],
): Wire<APIMessageTopLevelComponent> {
  return shown(component, files) as unknown as Wire<APIMessageTopLevelComponent>;
}

function shown(component: AnyComponent, files: readonly Attachment[]): Readonly<Record<string, unknown>> {
  const inner = (within: AnyComponent) => shown(within, files);
  const given = Object.fromEntries(Object.entries(component).filter(([, value]) => value !== null));
  switch (component.type) {
    case ComponentType.ActionRow:
      return { ...given, components: component.components.map(inner) };
    case ComponentType.Section:
      return {
        ...given,
        components: component.components.map(inner),
        accessory: inner(component.accessory),
      };
    case ComponentType.Container:
      return {
        ...given,
        accent_color: component.accent_color ?? null,
        spoiler: component.spoiler ?? false,
        components: component.components.map(inner),
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
      return { ...given, ...item(component, files) };
    case ComponentType.MediaGallery:
      return { ...given, items: component.items.map((one) => item(one, files)) };
    case ComponentType.File:
      return {
        ...given,
        file: unfurled(component.file, component.id, files),
        name: fileBehind(component.file.url, files)?.filename ?? null,
        size: fileBehind(component.file.url, files)?.size ?? null,
        spoiler: component.spoiler ?? false,
      };
    default:
      return given;
  }
}

function item(
  fields: {
    readonly media: Media;
    readonly description?: string | null | undefined;
    readonly spoiler?: boolean | null | undefined;
  },
  files: readonly Attachment[],
) {
  return {
    media: unfurled(fields.media, 0, files),
    description: fields.description ?? null,
    spoiler: fields.spoiler ?? false,
  };
}

/** Nothing is fetched: a picture from elsewhere has no size here. */
function unfurled(media: Media, id: number | null | undefined, files: readonly Attachment[]) {
  const file = fileBehind(media.url, files);
  const url = file?.url ?? media.url;
  return {
    id: String(id ?? 0),
    url,
    proxy_url: url,
    width: 0,
    height: 0,
    content_type: file?.contentType ?? null,
  };
}
