/** Where the focus stood before the page is drawn anew. */
export interface KeptFocus {
  readonly element: Element;
  /** The message that it was in. */
  readonly messageId: string | undefined;
}

/** What has the focus; `null` where nothing has. */
export function rememberFocus(): KeptFocus | null {
  const element = document.activeElement;
  if (element === null || element === document.body) return null;
  const messageId = element.closest<HTMLElement>('.message')?.dataset['message'];
  return { element, messageId };
}

/**
 * A button that goes away takes the focus with it, and somebody at the keyboard would begin at the top of the page
 * again: the focus falls to the message that held it, or to where one writes.
 */
export function keepFocus({ element, messageId }: KeptFocus, page: HTMLElement): void {
  if (element.isConnected || page.querySelector('wa-dialog') !== null) return;
  const row =
    messageId === undefined ? null : page.querySelector<HTMLElement>(`[data-message="${messageId}"]`);
  (row ?? page.querySelector('textarea'))?.focus();
}

/** Arrow keys go from message to message, Home and End to the first and last, Escape to where one writes. */
export function moveAmongMessages(event: KeyboardEvent): void {
  const log = event.currentTarget as HTMLElement;
  const rows = [...log.querySelectorAll<HTMLElement>('.message')];
  const at = rows.indexOf(event.target as HTMLElement);
  if (event.key === 'Escape') document.querySelector<HTMLElement>('playground-composer textarea')?.focus();
  // Controls within a message use the same keys for themselves.
  const isOnRow = at !== -1 || event.target === log;
  const to = {
    ArrowUp: at === -1 ? rows.length - 1 : at - 1,
    ArrowDown: at + 1,
    Home: 0,
    End: rows.length - 1,
  }[event.key];
  if (!isOnRow || to === undefined || event.altKey) return;
  const row = rows[to];
  if (row === undefined) return;
  event.preventDefault();
  row.focus();
}
