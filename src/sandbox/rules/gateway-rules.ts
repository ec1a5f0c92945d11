/** Rules of the gateway: the close code that answers whoever breaks one. Source: topics/opcodes-and-status-codes.mdx#gateway. */
export const GATEWAY_RULES = {
  knownOpcode: { value: null, close: 4001, reason: 'Unknown opcode.' },
  decodable: { value: null, close: 4002, reason: 'Error while decoding payload.' },
  /** Bytes of one payload that a bot sends. Source: events/gateway.mdx#sending-events. */
  payloadSize: { value: 4096, close: 4002, reason: 'Error while decoding payload.' },
  authenticatedFirst: { value: null, close: 4003, reason: 'Not authenticated.' },
  authentic: { value: null, close: 4004, reason: 'Authentication failed.' },
  identifiedOnce: { value: null, close: 4005, reason: 'Already authenticated.' },
  version: { value: 10, close: 4012, reason: 'Invalid API version.' },
  validIntents: { value: null, close: 4013, reason: 'Invalid intent(s).' },
  allowedIntents: { value: null, close: 4014, reason: 'Disallowed intent(s).' },
} as const;
