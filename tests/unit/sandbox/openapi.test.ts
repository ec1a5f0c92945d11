import { describe, expect, jest, test } from '@jest/globals';
import { ROUTES } from '../../../src/sandbox/rest/routes.ts';
import { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { openApiCheck, WITHOUT_SPEC } from '../../support/discord/openapi.ts';
import { send } from '../../support/discord/raw-client.ts';

// Compiling the description takes a while on a busy machine.
jest.setTimeout(30_000);

const spec = openApiCheck();
const ifThere = spec ? test : test.skip;

describe(spec ? 'Discord’s official description' : WITHOUT_SPEC, () => {
  ifThere('has every route of the sandbox', () => {
    for (const { method, path, body } of ROUTES) {
      const faults = body ? (spec?.({ method, path }, {}) ?? []) : [];
      expect(faults.filter((fault) => fault.includes('has no'))).toEqual([]);
    }
  });

  ifThere(
    'refuses a request that the sandbox alone would take, and the test that sent it fails',
    async () => {
      const sandbox = await Sandbox.start(spec ? { spec } : {});
      try {
        const path = `/channels/${sandbox.channel('general').id}/messages`;
        const twice = { content: 'a', allowed_mentions: { parse: ['users', 'users'] } };
        expect(await send(sandbox, 'POST', path, twice)).toMatchObject({ status: 400, code: 50_035 });
        expect(sandbox.state.violations).toEqual([expect.stringContaining('must NOT have duplicate items')]);
      } finally {
        await sandbox.close();
      }
    },
  );

  ifThere('is what the sandbox answers by', async () => {
    const sandbox = await Sandbox.start(spec ? { spec } : {});
    try {
      for (const path of ['/users/@me', '/gateway/bot', `/applications/${sandbox.bot.id}/commands`]) {
        expect(await send(sandbox, 'GET', path)).toMatchObject({ status: 200 });
      }
      expect(sandbox.state.violations).toEqual([]);
    } finally {
      await sandbox.close();
    }
  });
});
