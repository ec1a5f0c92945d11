import { APPLICATION_ROUTES } from './application-routes.ts';
import { COMMAND_ROUTES } from './command-routes.ts';
import { INTERACTION_ROUTES } from './interaction-routes.ts';
import { MESSAGE_ROUTES } from './message-routes.ts';
import { THREAD_ROUTES } from './thread-routes.ts';
import type { Route } from './route.ts';

/** The REST API that is modelled, as one table; whatever is not in it is refused. */
export const ROUTES: readonly Route[] = [
  ...APPLICATION_ROUTES,
  ...COMMAND_ROUTES,
  ...INTERACTION_ROUTES,
  ...MESSAGE_ROUTES,
  ...THREAD_ROUTES,
];
