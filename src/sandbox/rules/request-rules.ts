import { invalid, refused, type Rule, wrong } from './rule.ts';

/** What every request must be: known, authorised, and made of fields that the sandbox models. */
export const REQUEST_RULES = {
  // What the sandbox does not model is refused rather than ignored.
  knownRoute: wrong(404, 0, '404: Not Found', 'topics/opcodes-and-status-codes.mdx#http'),
  knownFields: invalid(null, 'the schema of the route, and the official OpenAPI description'),
  /** The gateway takes no connection from a page: browsers always send `Origin`, bots never. */
  noPages: refused(
    403,
    0,
    '403: Forbidden',
    'RFC 6455, section 10.2; a rule of the sandbox, since any page reaches loopback',
  ),
  authorised: refused(401, 0, '401: Unauthorized', 'reference.mdx#authentication'),
} as const satisfies Record<string, Rule>;
