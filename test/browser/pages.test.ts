import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { LANGUAGE_COOKIE } from '../../src/web/preferences';
import { aRequest, aTenant, HOUR, TENANT_ID } from '../support/start/start-gastvrij';
import { startPages, type Pages } from '../support/start/start-pages';
import { ADA, GRACE, type Person } from '../support/callers/people';

const ROOT = path.join(__dirname, '../../..');
/** Everything at once: whoever can do all sees all. */
const ALMA: Person = { name: 'alma@contoso.example', roles: ['Requester', 'Approver', 'Operator'] };
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const LANGUAGES = ['en', 'nl'];
/**
 * How a page is looked at: in a usual window at a zoom of 200 %, and on a small telephone, in CSS pixels. Another theme
 * changes colours and nothing else, another width only where things stand.
 */
const LOOKS = [
  { width: 640, theme: 'light', runOnly: LEVELS },
  { width: 640, theme: 'dark', runOnly: ['color-contrast'] },
  { width: 320, theme: 'light', runOnly: ['target-size', 'scrollable-region-focusable'] },
];

let pages: Pages;
let page: Page;
beforeAll(async () => {
  pages = await startPages(
    aTenant({
      settings: { allowInvitesFrom: 'none', allowGuestUser: false, sharingCapability: 'disabled' },
      propagation: { entra: { hours: 0.3 }, teams: { hours: 4 }, roster: { hours: 5 } },
    }),
  );
  page = await pages.open(ALMA);
});
afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

/** What keeps people out of a page, in both languages and themes, small and enlarged. */
async function barriersAt(address: string, prepare?: (page: Page) => Promise<void>): Promise<string[]> {
  const found: string[] = [];
  for (const language of LANGUAGES) {
    await page.context().addCookies([{ name: LANGUAGE_COOKIE, value: language, url: pages.origin }]);
    await page.goto(address);
    await prepare?.(page);
    await page.evaluate(axe.source);
    for (const { width, theme, runOnly } of LOOKS) {
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
      const { violations } = await page.evaluate<AxeResults>(
        `axe.run(${JSON.stringify({ runOnly, resultTypes: ['violations'] })})`,
      );
      const where = `${address} ${language} ${theme} ${width}`;
      for (const { id, nodes } of violations)
        found.push(`${where}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      if (overflow > 0) found.push(`${where}: ${overflow} pixels too wide`);
    }
  }
  return found;
}

describe('nobody is kept out', () => {
  let id: string;

  const unfold = (): Promise<void> =>
    page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))");

  it.each([
    ['the questions', '/?advise=yes'],
    ['an address that is none', '/nowhere'],
    ['a sign-in', '/sign-in'],
  ])('by %s', async (_, address) => {
    expect(await barriersAt(address, unfold)).toEqual([]);
  });

  it('by the form, with advice and with mistakes', async () => {
    const send = async (): Promise<void> => {
      await page.locator('[name=testGuestEmail]').fill('probe+1@fabrikam.example');
      await page.locator('#details .primary').click();
      await page.locator('#errors').waitFor();
      await unfold();
    };
    expect(await barriersAt('/?work=both&addresses=private', send)).toEqual([]);
  });

  it('by a plan to look over, and by a plan that waits for a second person', async () => {
    const plan = await pages.ask(aRequest({ requestedBy: ADA.name, dryRun: true }));
    id = await pages.ask(
      aRequest({ requestedBy: ADA.name, goal: 'both', partnerDomains: ['fabrikam.example'] }),
    );
    await pages.conductor.settle();
    expect(await barriersAt(`/requests/${plan}`)).toEqual([]);
    expect(await barriersAt(`/requests/${id}`)).toEqual([]);
    expect(await barriersAt('/approvals')).toEqual([]);
  });

  it('by a run that waits, by one that is over, and by what is said of all of them', async () => {
    await pages.approve(id, { by: GRACE.name });
    await pages.conductor.advanceBy(HOUR);
    expect(await barriersAt(`/requests/${id}`)).toEqual([]);
    await pages.conductor.advanceBy(9 * HOUR);
    expect((await pages.status(id)).outcome).toBe('succeeded');
    expect(await barriersAt(`/requests/${id}`)).toEqual([]);
    await pages.post('/audits', { by: ALMA.name });
    await pages.conductor.settle();
    expect(await barriersAt('/audits')).toEqual([]);
    expect(await page.locator('.badge', { hasText: 'Geen afwijkingen' }).count()).toBe(1);
    expect(await barriersAt('/requests')).toEqual([]);
    expect(await barriersAt('/tenants')).toEqual([]);
    const explainGuest = async (): Promise<void> => {
      await page.locator('[name=guestEmail]').fill('ben@fabrikam.example');
      await page.locator('main .primary').click();
      await page.locator('main .badge').first().waitFor();
      await unfold();
    };
    expect(await barriersAt(`/tenants/${TENANT_ID}/explain`, explainGuest)).toEqual([]);
    pages.tenant.state.switches.sharingCapability.stored = 'externalUserAndGuestSharing';
    await pages.post('/audits', { by: ALMA.name });
    await pages.conductor.settle();
    await page.goto('/audits');
    expect(await barriersAt((await page.locator('td a').getAttribute('href')) ?? '')).toEqual([]);
    // No test guest is registered any more: that is missing.
    await pages.put(`/tenants/${TENANT_ID}`, { canaryGroupId: '99999999-0000-4000-8000-000000000001' });
    expect(await barriersAt(`/tenants/${TENANT_ID}/readiness`)).toEqual([]);
    expect(await page.getByText('ontbreekt', { exact: true }).count()).toBe(1);
  });

  it('by a session that has ended', async () => {
    const end = async (): Promise<void> => {
      await page.locator('[name=justification]').fill('A long text');
      await page.context().clearCookies({ name: 'gastvrij-development' });
      await page.locator('#details .primary').click();
      await page.locator('.numbered').waitFor();
      await page.context().addCookies(await cookies);
    };
    const cookies = page.context().cookies();
    expect(await barriersAt('/?form=yes', end)).toEqual([]);
  });
});

describe('a mistake', () => {
  it('is told before everything else, takes the focus, leads to its field, and loses nothing', async () => {
    const window = await pages.open(ADA);
    await window.goto('/?form=yes');
    await window.getByLabel('Both').check();
    await window.getByLabel('Mailbox of the test guest').fill('probe@contoso.example');
    await window.getByLabel('Why do you need this?').fill('We <b>must</b> & "will"');
    await window.getByRole('button', { name: 'Show the plan' }).click();
    await window.waitForLoadState();
    expect(await window.title()).toMatch(/^Error: /);
    expect(await window.evaluate('document.activeElement.id')).toBe('errors');
    expect(await window.locator('#errors li').allTextContents()).toEqual([
      'Enter at least one domain: external access is turned on only for domains you name, never for all.',
      'contoso.example is your own domain. The test guest must come from outside all your domains.',
    ]);
    await window.locator('#errors a').first().click();
    expect(await window.evaluate('document.activeElement.id')).toBe('partnerDomains');
    expect(await window.getByLabel('Why do you need this?').inputValue()).toBe('We <b>must</b> & "will"');
    expect(await window.getByLabel('Both').isChecked()).toBe(true);
    const describes = await window.getByLabel('Mailbox of the test guest').getAttribute('aria-describedby');
    expect(describes).toContain('testGuestEmail-error');

    // Another language brings along what was typed.
    await window.getByRole('button', { name: 'Nederlands' }).click();
    await window.getByRole('heading', { name: 'Uw aanvraag' }).waitFor();
    expect(await window.getByLabel('Waarom vraagt u dit aan?').inputValue()).toBe('We <b>must</b> & "will"');
    await window.context().close();
  });

  it('in the address of the test guest is told while it is typed', async () => {
    const window = await pages.open(ADA);
    const domains = window.waitForResponse(/\/domains$/);
    await window.goto('/?form=yes');
    await (await domains).finished();
    const field = window.getByLabel('Mailbox of the test guest');
    const error = window.locator('#testGuestEmail-error');
    await field.pressSequentially('probe+');
    expect(await error.textContent()).toContain('Microsoft refuses “+”');
    await field.fill('');
    await field.pressSequentially('probe@contoso.example');
    expect(await error.textContent()).toContain('contoso.example is your own domain');
    await field.fill('probe@fabrikam.example');
    expect(await error.isVisible()).toBe(false);
    await window.context().close();
  });
});

describe('a page', () => {
  it('can be read after two requests, and its own code is small', async () => {
    const window = await pages.open(ADA);
    await window.route('**', (route) =>
      ['document', 'stylesheet'].includes(route.request().resourceType()) ? route.continue() : route.abort(),
    );
    const asked: string[] = [];
    // Asked, not finished: which of the two ends first is the browser's own affair.
    window.on('request', (request) => asked.push(request.resourceType()));
    await window.goto('/');
    expect(asked.filter((kind) => ['document', 'stylesheet'].includes(kind))).toEqual([
      'document',
      'stylesheet',
    ]);
    expect(await window.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    expect(await window.evaluate("getComputedStyle(document.querySelector('.primary')).fontWeight")).toBe(
      '600',
    );
    await window.context().close();

    const folder = path.join(ROOT, 'dist/web');
    const names = Object.values(
      JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as Record<string, string>,
    );
    const bytes = names.map((name) => gzipSync(readFileSync(path.join(folder, name))).byteLength);
    expect(names).toHaveLength(3);
    expect(bytes.reduce((sum, one) => sum + one)).toBeLessThan(30 * 1024);
  });

  it('shows what people wrote as they wrote it, and never as HTML', async () => {
    const wrote = `<img src=x onerror="alert(1)">'</textarea><script>alert(2)</script>&amp;`;
    const id = await pages.ask(
      aRequest({ requestedBy: wrote, justification: wrote, ticketId: wrote.slice(0, 99), dryRun: true }),
    );
    await pages.conductor.settle();
    const window = await pages.open(ADA);
    for (const address of [`/requests/${id}`, `/?from=${id}`, '/requests']) {
      await window.goto(address);
      expect(await window.locator('img[src=x], main script').count()).toBe(0);
      expect(await window.content()).toContain('&lt;img src=x');
    }
    await window.goto(`/?from=${id}`);
    expect(await window.getByLabel('Why do you need this?').inputValue()).toBe(wrote);
    await window.context().close();
  });

  it('prints as a record: everything unfolded, nothing to press', async () => {
    const id = await pages.ask(aRequest({ dryRun: true }));
    await pages.conductor.settle();
    const window = await pages.open(ADA);
    await window.goto(`/requests/${id}`);
    const folded = window.locator('[data-part=changes] details:not([open]) li').first();
    expect(await folded.isVisible()).toBe(false);
    await window.emulateMedia({ media: 'print' });
    expect(await folded.isVisible()).toBe(true);
    expect(await window.getByRole('button').filter({ visible: true }).count()).toBe(0);
    await window.context().close();
  });
});
