import { registerIconLibrary } from '@awesome.me/webawesome/dist/components/icon/library.js';

/** Strokes of the icons that the page uses, drawn in a square of 24; none is fetched from elsewhere. */
const STROKES: Readonly<Record<string, string>> = {
  bars: 'M4 6h16M4 12h16M4 18h16',
  attach: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  dark: 'M20 14A8 8 0 0 1 10 4a8 8 0 1 0 10 10z',
  file: 'M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h7',
  light:
    'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M19 5l-1.5 1.5M6.5 17.5L5 19',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  members:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14a6.5 6.5 0 0 1 3.5 6',
  message: 'M4 5h16v11H10l-5 4v-4H4z',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  reply: 'M9 7l-5 5 5 5M4 12h9a7 7 0 0 1 7 7',
  send: 'M4 4l17 8-17 8 3-8zM7 12h7',
  thread: 'M4 5h16M4 10h10M8 15h12M8 20h8',
  thumb: 'M7 11v9H4v-9zM7 11l4-8a2.5 2.5 0 0 1 2.5 3L13 9h5a2 2 0 0 1 2 2.3l-1.2 7A2 2 0 0 1 17 20H7',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5',
};

function iconAddress(name: string): string {
  const path = STROKES[name] ?? '';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="${path}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** Puts these in the place of Web Awesome's own, which come from a server of theirs. */
export function useOwnIcons(): void {
  registerIconLibrary('default', { resolver: iconAddress });
}
