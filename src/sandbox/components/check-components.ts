import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { Rulebook } from '../rules/rulebook.ts';
import { limit } from '../rules/rules.ts';
import { checkSelect } from './check-select.ts';
import type { AnyComponent, Button, Media, MessageComponent } from './component-body.ts';
import { allComponents, displayedTexts, isSelect, type Placed } from './walk.ts';

type Check<Component> = (rules: Rulebook, component: Component, path: string) => void;

/**
 * Checks the components of a message.
 * @param v2 whether the message has the flag IS_COMPONENTS_V2
 * @param files names of the files that come with the message
 */
export function checkComponents(
  rules: Rulebook,
  components: readonly MessageComponent[],
  { v2, files }: { readonly v2: boolean; readonly files: readonly string[] },
): void {
  const all = allComponents(components);
  for (const [index, { type }] of components.entries()) {
    rules.require('v2Flag', v2 || type === ComponentType.ActionRow, {
      path: `components.${String(index)}`,
      code: 'UNION_TYPE_CHOICES',
      message: 'Value of field "type" must be one of (1,).',
    });
  }
  if (v2) {
    rules.atMost('v2Total', all.length, 'components');
    rules.atMost('v2Text', displayedTexts(components).join('').length, 'components');
  } else {
    rules.atMost('rowsAtMost', components.length, 'components');
  }
  checkUnique(rules, all);
  for (const placed of all) checkOne(rules, placed, files);
}

function checkUnique(rules: Rulebook, all: readonly Placed[]): void {
  const customIds = new Set<string>();
  const ids = new Set<number>();
  for (const { component, path } of all) {
    const customId = 'custom_id' in component ? (component.custom_id ?? '') : '';
    rules.require('customIdUnique', customId === '' || !customIds.has(customId), {
      path: `${path}.custom_id`,
      code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
      message: 'Component custom id cannot be duplicated',
    });
    customIds.add(customId);
    // Zero asks Discord to choose one, as an absent id does.
    const id = component.id ?? 0;
    rules.require('componentIdUnique', id === 0 || !ids.has(id), {
      path: `${path}.id`,
      code: 'COMPONENT_ID_DUPLICATED',
      message: 'Component id cannot be duplicated',
    });
    ids.add(id);
  }
}

function checkOne(rules: Rulebook, { component, path }: Placed, files: readonly string[]): void {
  if (isSelect(component)) {
    checkSelect(rules, component, path);
    return;
  }
  switch (component.type) {
    case ComponentType.ActionRow:
      checkRow(rules, component.components, path);
      break;
    case ComponentType.Button:
      checkButton(rules, component, path);
      break;
    case ComponentType.TextDisplay:
      checkText(rules, component.content, path);
      break;
    case ComponentType.Section:
      rules.within('sectionTexts', component.components.length, `${path}.components`);
      break;
    case ComponentType.Thumbnail:
      checkMedia(rules, component, path, files);
      break;
    case ComponentType.MediaGallery:
      rules.within('galleryItems', component.items.length, `${path}.items`);
      for (const [index, item] of component.items.entries())
        checkMedia(rules, item, `${path}.items.${String(index)}`, files);
      break;
    case ComponentType.File:
      rules.require('mediaSource', isFile(component.file, files), badMedia(`${path}.file`));
      break;
    case ComponentType.Container:
      checkContainer(rules, component, path);
      break;
    case ComponentType.Separator:
      break;
  }
}

const checkRow: Check<readonly AnyComponent[]> = (rules, components, path) => {
  const alone = components.length === 1 || !components.some(isSelect);
  rules.require('rowHolds', alone && components.length >= 1 && components.length <= limit('rowHolds'), {
    path: `${path}.components`,
    code: 'BASE_TYPE_BAD_LENGTH',
    message: 'A row holds 1 to 5 buttons or one select.',
  });
};

export const checkText: Check<string> = (rules, content, path) => {
  rules.require('textPresent', content !== '', {
    path: `${path}.content`,
    code: 'BASE_TYPE_REQUIRED',
    message: 'This field is required',
  });
};

const checkContainer: Check<Extract<AnyComponent, { type: ComponentType.Container }>> = (
  rules,
  { components, accent_color },
  path,
) => {
  rules.require('containerFilled', components.length > 0, {
    path: `${path}.components`,
    code: 'BASE_TYPE_BAD_LENGTH',
    message: 'Must be 1 or more in length.',
  });
  const colour = accent_color ?? 0;
  rules.require('accentColour', colour >= 0 && colour <= limit('accentColour'), {
    path: `${path}.accent_color`,
    code: 'NUMBER_TYPE_MAX',
    message: `int value should be between 0 and ${String(limit('accentColour'))}.`,
  });
};

const checkButton: Check<Button> = (rules, button, path) => {
  const { style, label, emoji, custom_id: customId, url, sku_id: sku } = button;
  const given = [customId, url, sku].map((value) => value !== undefined && value !== null);
  const wanted = [
    style !== ButtonStyle.Link && style !== ButtonStyle.Premium,
    style === ButtonStyle.Link,
    style === ButtonStyle.Premium,
  ];
  rules.require(
    'buttonTarget',
    given.every((is, index) => is === wanted[index]),
    {
      path: `${path}.custom_id`,
      code: 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
      message:
        'A link has a url, a premium button a sku_id, every other button a custom_id; and nothing else.',
    },
  );
  const face = (label ?? '') !== '' || (emoji !== undefined && emoji !== null);
  rules.require('buttonFace', style === ButtonStyle.Premium ? !face : face, {
    path,
    code: 'BUTTON_COMPONENT_INVALID_LABEL_OR_EMOJI',
    message: 'A button has a label or an emoji; a premium button has neither.',
  });
  rules.atMost('buttonLabel', (label ?? '').length, `${path}.label`);
  if (typeof customId === 'string') rules.within('customIdLength', customId.length, `${path}.custom_id`);
  if (typeof url === 'string') {
    rules.atMost('linkLength', url.length, `${path}.url`);
    rules.require('linkScheme', isAddress(url, ['http:', 'https:', 'discord:']), {
      path: `${path}.url`,
      code: 'URL_TYPE_INVALID_URL',
      message: 'Not a well formed URL.',
    });
  }
};

function checkMedia(
  rules: Rulebook,
  { media, description }: { readonly media: Media; readonly description?: string | null | undefined },
  path: string,
  files: readonly string[],
): void {
  rules.atMost('mediaDescription', (description ?? '').length, `${path}.description`);
  const known = isFile(media, files) || isAddress(media.url, ['http:', 'https:']);
  rules.require('mediaSource', known, badMedia(`${path}.media`));
}

function isFile({ url }: Media, files: readonly string[]): boolean {
  return url.startsWith('attachment://') && files.includes(url.slice('attachment://'.length));
}

const badMedia = (path: string) => ({
  path: `${path}.url`,
  code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
  message: 'The referenced attachment was not found',
});

/** True for a well-formed URL of one of these schemes. */
export function isAddress(text: string, schemes: readonly string[]): boolean {
  return URL.canParse(text) && schemes.includes(new URL(text).protocol);
}
