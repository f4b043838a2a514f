import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser } from '../../../local/browser/open-browser';
import type { TenantFile } from '../../../local/tenant/tenant-file';
import { cookieOf, type Person } from '../callers/people';
import { startGastvrij, type Gastvrij } from './start-gastvrij';

export interface Pages extends Gastvrij {
  /** A browser window of somebody, with a memory of its own and a clock that can be moved. */
  open(person?: Person, options?: BrowserContextOptions): Promise<Page>;
  /** What browsers complained about: blocked scripts and styles, and errors in ours. */
  complaints: string[];
}

let browser: Browser | undefined;

/** The app with its pages, and a real browser to look at them. */
export async function startPages(tenant?: TenantFile): Promise<Pages> {
  const [world, opened] = await Promise.all([
    startGastvrij(tenant, { settings: { DEV_SIGN_IN: 'on' } }),
    openBrowser(),
  ]);
  browser = opened;
  const complaints: string[] = [];
  return Object.assign(world, {
    complaints,
    async open(person?: Person, options: BrowserContextOptions = {}) {
      const context = await opened.newContext({
        baseURL: world.origin,
        locale: 'en-GB',
        // Colours change at once: what is looked at is never half way.
        reducedMotion: 'reduce',
        ...options,
      });
      if (person) await context.addCookies([cookieOf(world, person)]);
      await context.clock.install();
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        // The browser tells of each answer that is an error: those are wanted here.
        const isAnswer = message.text().startsWith('Failed to load resource');
        if (message.type() === 'error' && !isAnswer) complaints.push(message.text());
      });
      return page;
    },
  });
}

afterAll(async () => browser?.close());
