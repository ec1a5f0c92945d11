import type { Route } from './route.ts';
import { ROUTES } from './routes.ts';

/** The version that is modelled. */
const PREFIX = '/api/v10';

/** A route with the values of the parts of its path. */
export interface Found {
  readonly route: Route;
  readonly params: ReadonlyMap<string, string>;
}

/** The route of a path, or `undefined` where none is modelled. */
export function findRoute(method: string, pathname: string): Found | undefined {
  if (!pathname.startsWith(`${PREFIX}/`)) return undefined;
  const parts = pathname.slice(PREFIX.length).split('/').map(decoded);
  for (const route of ROUTES) {
    const names = route.path.split('/');
    if (route.method !== method || names.length !== parts.length) continue;
    const params = new Map<string, string>();
    const fits = names.every((name, index) => {
      const part = parts[index] ?? '';
      if (!name.startsWith('{')) return name === part;
      params.set(name.slice(1, -1), part);
      return part !== '';
    });
    if (fits) return { route, params };
  }
  return undefined;
}

/** Part of a path as it is meant; what is wrongly encoded stays as it is, and fits nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
