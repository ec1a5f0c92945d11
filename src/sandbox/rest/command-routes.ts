import { commandBody, commandChangesBody, commandsBody } from '../commands/command-body.ts';
import {
  changeCommand,
  commandsOf,
  createCommand,
  deleteCommand,
  findCommand,
  replaceCommands,
  type Scope,
  scopeOf,
  withoutLocalizations,
} from '../commands/commands.ts';
import { type Call, done, ok, type Route, route } from './route.ts';

/** Commands of all servers, and of one. */
const SCOPES = [
  { commands: '/applications/{application_id}/commands', inGuild: false },
  { commands: '/applications/{application_id}/guilds/{guild_id}/commands', inGuild: true },
] as const;

/** The commands of the bot: read, created, changed and removed, one by one or all at once. */
export const COMMAND_ROUTES: readonly Route[] = SCOPES.flatMap(({ commands, inGuild }) => {
  const scope = ({ world, path }: Call<unknown>): Scope =>
    scopeOf(world, path('application_id'), inGuild ? path('guild_id') : undefined);
  const one = `${commands}/{command_id}`;
  return [
    route('GET', commands, { query: { with_localizations: /^(true|false)$/ } }, (call) => {
      const all = commandsOf(call.world.state, scope(call));
      return ok(call.query('with_localizations') === 'true' ? all : all.map(withoutLocalizations));
    }),
    route('PUT', commands, { body: commandsBody }, (call) =>
      ok(replaceCommands(call.world, scope(call), call.body)),
    ),
    route('POST', commands, { body: commandBody }, (call) => {
      const { command, isNew } = createCommand(call.world, scope(call), call.body);
      return { status: isNew ? 201 : 200, body: command };
    }),
    route('GET', one, {}, (call) => ok(findCommand(call.world, scope(call), call.path('command_id')))),
    route('PATCH', one, { body: commandChangesBody }, (call) =>
      ok(changeCommand(call.world, scope(call), call.path('command_id'), call.body)),
    ),
    route('DELETE', one, {}, (call) => {
      deleteCommand(call.world, scope(call), call.path('command_id'));
      return done;
    }),
  ];
});
