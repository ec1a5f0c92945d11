import type { User } from '../sandbox/state.ts';

/** Colours of the pictures, chosen by the last digits of an id. */
const COLOURS = ['#2d7d46', '#9a6310', '#c03537', '#a3377a', '#1a7482', '#6a4fb3'] as const;

/** The bot's picture: a magnifying glass over lines of print. */
const BOT = `<rect width="80" height="80" fill="#5865f2"/><g stroke="#fff" stroke-width="5" stroke-linecap="round" fill="none"><path d="M18 24h30M18 36h18M18 48h12"/><circle cx="48" cy="46" r="12" fill="#5865f2"/><path d="m57 55 9 9"/></g>`;

/** Somebody's picture as SVG: the first letter of their name on a colour, or the bot's own. */
export function avatarOf({ id, name, bot }: Pick<User, 'id' | 'name' | 'bot'>): string {
  const colour = COLOURS[Number(id.slice(-4)) % COLOURS.length] ?? COLOURS[0];
  const code = (name.toUpperCase().codePointAt(0) ?? 63).toString(16);
  // A character reference, so that no name can be markup.
  const letter = `<rect width="80" height="80" fill="${colour}"/><text x="40" y="54" text-anchor="middle" font-family="sans-serif" font-size="38" font-weight="600" fill="#fff">&#x${code};</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80">${bot ? BOT : letter}</svg>`;
}
