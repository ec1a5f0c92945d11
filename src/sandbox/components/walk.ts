import { ComponentType } from 'discord-api-types/v10';
import type { AnyComponent, Button, MessageComponent, Select } from './component-body.ts';

/** A component and where in the request it stands. */
export interface Placed {
  readonly component: AnyComponent;
  readonly path: string;
}

/** All components of a message in the order in which they are shown, those that hold others first. */
export function allComponents(components: readonly AnyComponent[], at = 'components'): Placed[] {
  return components.flatMap((component, index) => {
    const path = `${at}.${String(index)}`;
    const inner = 'components' in component ? allComponents(component.components, `${path}.components`) : [];
    const accessory =
      component.type === ComponentType.Section
        ? [{ component: component.accessory, path: `${path}.accessory` }]
        : [];
    return [{ component, path }, ...inner, ...accessory];
  });
}

export function isSelect(component: AnyComponent): component is Select {
  switch (component.type) {
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      return true;
    default:
      return false;
  }
}

/** What a person can press or choose from. */
export function controlsOf(components: readonly MessageComponent[]): (Button | Select)[] {
  return allComponents(components)
    .map(({ component }) => component)
    .filter(
      (component): component is Button | Select =>
        component.type === ComponentType.Button || isSelect(component),
    );
}

/** The texts that stand in components as such. */
export function displayedTexts(components: readonly MessageComponent[]): string[] {
  return allComponents(components).flatMap(({ component }) =>
    component.type === ComponentType.TextDisplay ? [component.content] : [],
  );
}
