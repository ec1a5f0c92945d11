import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { buckets, gatewayRules, messKinds, restRules } from '../../../src/sandbox/rules/describe-rules.ts';
import { keepDocument } from '../../support/generated-document.ts';

test('docs/sandbox.md has the rules, buckets and kinds of mess as the code has them', () => {
  keepDocument('docs/sandbox.md', {
    'rest rules': restRules(),
    'gateway rules': gatewayRules(),
    buckets: buckets(),
    mess: messKinds(),
  });
  expect(readFileSync('docs/sandbox.md', 'utf8')).toContain('| `tokenLifetime` | 900000 |');
});
