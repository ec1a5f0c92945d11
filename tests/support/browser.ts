import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where Debian's package puts it; another may be named. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Why tests in a browser are skipped; `null` where they can run. */
export const noBrowser = existsSync(CHROMIUM)
  ? null
  : `skipped: there is no browser at ${CHROMIUM}; apt-get install chromium`;

/** A browser for which there is no name but this machine's: whatever a page or a link wants, nothing leaves it. */
export function launchBrowser(): Promise<Browser> {
  const nowhere = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', nowhere] });
}

/** A page that keeps account of what no page should do: errors, and requests that leave this machine. */
export class WatchedPage {
  readonly page: Page;
  readonly faults: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.faults.push(message.text());
    });
    page.on('pageerror', (error) => this.faults.push(String(error)));
    page.on('request', (request) => {
      const url = new URL(request.url());
      const local = url.protocol === 'data:' || url.hostname === '127.0.0.1';
      if (!local) this.faults.push(`request to ${url.href}`);
    });
  }

  static async open(
    browser: Browser,
    address: string,
    options: { readonly width: number; readonly height: number; readonly dark: boolean },
  ): Promise<WatchedPage> {
    const { width, height, dark } = options;
    const page = await browser.newPage({
      viewport: { width, height },
      colorScheme: dark ? 'dark' : 'light',
      locale: 'en-GB',
      reducedMotion: 'reduce',
    });
    // Sooner than the test itself gives up, so that a failure names what was waited for.
    page.setDefaultTimeout(15_000);
    const watched = new WatchedPage(page);
    await page.goto(address);
    await page.getByRole('textbox', { name: /^Message/ }).waitFor();
    return watched;
  }

  /** Speaks as somebody else from now on. */
  async becomes(name: string): Promise<void> {
    await this.page.locator('.actor').click();
    await this.page.getByRole('option', { name, exact: true }).click();
    await this.page.locator(`[data-me="${name}"]`).waitFor();
  }

  /** Keeps a picture of the page in the folder that CI names; nowhere without one. */
  async keeps(name: string): Promise<void> {
    const folder = process.env['SCREENSHOTS'];
    if (folder === undefined || folder === '') return;
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }
}
