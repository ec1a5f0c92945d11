import { describe, expect, test } from '@jest/globals';
import { entrance, listed, nextChannel, nextPlace, placesOf } from '../../../src/playground/page/places.ts';
import type { ChannelOnPage, View } from '../../../src/playground/view.ts';

const channel = (id: string, fields: Partial<ChannelOnPage> = {}): ChannelOnPage => ({
  id,
  name: id,
  kind: 'text',
  isPrivate: false,
  archived: false,
  parentId: null,
  lastMessageId: null,
  ...fields,
});

const directs = [channel('bob', { kind: 'group' })];
const channels = [
  channel('general'),
  channel('thread', { kind: 'thread', parentId: 'general' }),
  channel('old', { kind: 'thread', parentId: 'general', archived: true }),
  channel('news'),
];
const servers = [
  { id: 'room', name: 'Room', hasBot: true, roles: [], channels },
  { id: 'club', name: 'Club', hasBot: false, roles: [], channels: [channel('books')] },
];

function at(channelId: string, serverId: string | null): View {
  const open = { channel: channel(channelId), serverId };
  return { servers, directs, open } as unknown as View;
}

describe('places of the page', () => {
  test('are gone through as they stand in the list, threads below their channel, around the ends', () => {
    expect(nextChannel(at('general', 'room'), 1)).toBe('thread');
    expect(nextChannel(at('thread', 'room'), 1)).toBe('news');
    expect(nextChannel(at('news', 'room'), 1)).toBe('general');
    expect(nextChannel(at('general', 'room'), -1)).toBe('news');
    expect(nextPlace(at('books', 'club'), 1)).toBe('direct');
    expect(nextPlace(at('bob', null), -1)).toBe('club');
  });

  test('list a thread that was put away only while it is open', () => {
    const threads = (openId: string): string[] =>
      listed(channels, openId).flatMap((entry) => entry.threads.map(({ id }) => id));
    expect(threads('general')).toEqual(['thread']);
    expect(threads('old')).toEqual(['thread', 'old']);
  });

  test('open where one was last, else with their first channel, conversations with the bot', () => {
    const [conversations, room] = placesOf({ servers, directs });
    expect(entrance(room!, ['books', 'thread', 'bob'])).toBe('thread');
    expect(entrance(room!, [])).toBe('general');
    expect(entrance(conversations!, [])).toBeUndefined();
    expect(entrance(conversations!, ['bob'])).toBe('bob');
  });
});
