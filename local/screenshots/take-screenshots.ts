import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { DEVELOPMENT_COOKIE, developmentCookie } from '../../src/access/development-sign-in';
import type { EnablementStatus } from '../../src/domain/enablement/status';
import type { Language } from '../../src/web/language';
import { LANGUAGE_COOKIE, THEME_COOKIE, type Theme } from '../../src/web/preferences';
import { openBrowser } from '../browser/open-browser';
import { readCommandLine, runCommand } from '../cli/command-line';
import { parseTenantFile } from '../tenant/tenant-file';
import { startWorld, type World } from '../world/world';

const FOLDER = path.join(__dirname, '../../../docs/images');
const HOUR = 3_600_000;
/** A tenant in which everything is closed, and opens in its usual time. */
const TENANT = parseTenantFile({
  settings: {
    allowInvitesFrom: 'none',
    allowGuestUser: false,
    groupSettings: { allowToAddGuests: false, allowGuestsToAccessGroups: false },
    sharingCapability: 'disabled',
  },
  propagation: { entra: { hours: 0.4 }, groups: { hours: 0.5 }, teams: { hours: 5 }, roster: { hours: 6 } },
  serviceFaults: [{ kind: 'revert', control: 'S-1', value: 'externalUserAndGuestSharing', afterHours: 30 }],
});

interface Look {
  language: Language;
  theme: Theme;
  width?: number;
  height?: number;
}

const COMMAND = {
  name: 'npm run screenshots',
  about: 'Takes the pictures of the pages in docs/images, in the local world.',
  options: {},
};

/** `npm run screenshots`: every page, as people see it, on the local world. */
async function main(): Promise<number> {
  readCommandLine(process.argv.slice(2), COMMAND);
  mkdirSync(FOLDER, { recursive: true });
  const now = Date.parse('2026-03-02T08:00:00Z');
  const settings = { DEV_SIGN_IN: 'on' };
  const world = await startWorld({ tenant: TENANT, clock: 'virtual', now, settings });
  const browser = await openBrowser();
  try {
    await takeAll(world, browser);
  } finally {
    await browser.close();
    await world.stop();
  }
  return 0;
}

async function takeAll(world: World, browser: Browser): Promise<void> {
  const shoot = (name: string, address: string, look: Look, prepare?: (page: Page) => Promise<unknown>) =>
    take(world, browser, { name, address, look, ...(prepare && { prepare }) });
  const plan = await ask(world, { dryRun: true });
  const id = await ask(world, {});
  await world.conductor.settle();

  await shoot('questions', '/', { language: 'en', theme: 'light', height: 1040 }, (page) =>
    page.locator('#work').check(),
  );
  await shoot('form', '/?work=both&addresses=private&people=many', { language: 'nl', theme: 'dark' });
  await shoot('mistakes', '/?form=yes', { language: 'en', theme: 'light' }, async (page) => {
    await page.locator('#goal-both').check();
    await page.locator('#testGuestEmail').fill('probe+1@fabrikam.example');
    await page.locator('#details .primary').click();
    await page.locator('#errors').waitFor();
  });
  await shoot('plan', `/requests/${plan}`, { language: 'en', theme: 'light' });
  await shoot('approvals', '/approvals', { language: 'nl', theme: 'light' });

  await approve(world, id);
  await world.conductor.advanceBy(2.5 * HOUR);
  await shoot('waiting', `/requests/${id}`, { language: 'en', theme: 'light', height: 1180 });
  await shoot('waiting-small', `/requests/${id}`, { language: 'nl', theme: 'dark', width: 390, height: 844 });
  await world.conductor.advanceBy(9 * HOUR);
  await shoot('proven', `/requests/${id}`, { language: 'en', theme: 'dark', height: 1040 });
  await shoot('requests', '/requests', { language: 'nl', theme: 'light', height: 520 });
  await shoot('tenants', '/tenants', { language: 'en', theme: 'dark', height: 620 });
  await call(world, '/audits', { by: 'oscar@contoso.example' });
  await world.conductor.advanceBy(24 * HOUR);
  await call(world, '/audits', { by: 'oscar@contoso.example' });
  await world.conductor.settle();
  await shoot('audits', '/audits', { language: 'en', theme: 'light', height: 900 });
}

interface Shot {
  name: string;
  address: string;
  look: Look;
  prepare?: (page: Page) => Promise<unknown>;
}

async function take(world: World, browser: Browser, { name, address, look, prepare }: Shot): Promise<void> {
  const { language, theme, width = 1200, height = 900 } = look;
  const locale = language === 'nl' ? 'nl-NL' : 'en-GB';
  const context = await browser.newContext({ baseURL: world.origin, viewport: { width, height }, locale });
  const who = developmentCookie('grace@contoso.example', ['Requester', 'Approver']);
  const cookies = {
    [DEVELOPMENT_COOKIE]: encodeURIComponent(who),
    [LANGUAGE_COOKIE]: language,
    [THEME_COOKIE]: theme,
  };
  await context.addCookies(
    Object.entries(cookies).map(([key, value]) => ({ name: key, value, url: world.origin })),
  );
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'networkidle' });
  await prepare?.(page);
  const file = `${name}-${language}-${theme}.png`;
  await page.screenshot({ path: path.join(FOLDER, file) });
  await context.close();
  process.stdout.write(`docs/images/${file}\n`);
}

async function ask(world: World, more: Record<string, unknown>): Promise<string> {
  const body = {
    tenantId: world.tenant.tenantId,
    goal: 'guestAccess',
    requestedBy: 'ada@contoso.example',
    justification: 'Fabrikam helps us build the new depot from May on.',
    ticketSystem: 'ServiceNow',
    ticketId: 'RITM0012345',
    ...more,
  };
  return ((await call(world, '/enablements', body)) as { id: string }).id;
}

async function approve(world: World, id: string): Promise<void> {
  const { approval } = (await call(world, `/enablements/${id}`)) as EnablementStatus;
  const decision = { decision: 'approve', by: 'grace@contoso.example', planHash: approval?.planHash };
  await call(world, `/enablements/${id}/decision`, decision);
}

async function call({ api, key }: World, address: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${api}${address}`, {
    headers: { 'x-functions-key': key, 'content-type': 'application/json' },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

runCommand(main);
