import type { Page } from 'playwright-core';
import { keyboard } from '../support/callers/keyboard';
import { aRequest, aTenant, HOUR, MINUTE } from '../support/start/start-gastvrij';
import { startPages, type Pages } from '../support/start/start-pages';
import { ADA, cookieOf, GRACE, OSCAR } from '../support/callers/people';

const CLOSED = {
  settings: {
    allowInvitesFrom: 'none',
    allowGuestUser: false,
    groupSettings: { allowToAddGuests: false, allowGuestsToAccessGroups: false },
    sharingCapability: 'disabled',
  },
  propagation: { entra: { hours: 0.3 }, groups: { hours: 0.3 }, teams: { hours: 4 }, roster: { hours: 8 } },
};
/** What an answer to a poll comes from. */
const LIVE = /\/live$/;

let pages: Pages;
beforeAll(async () => {
  pages = await startPages(aTenant(CLOSED));
});
afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

/** A request of Ada's that waits for a second person. */
async function waitingRun(more: Record<string, unknown> = {}): Promise<string> {
  const id = await pages.ask(aRequest({ requestedBy: ADA.name, ...more }));
  await pages.conductor.settle();
  return id;
}

async function cancel(id: string): Promise<void> {
  await pages.post(`/enablements/${id}/cancel`);
  await pages.conductor.settle();
}

/** Lets the page look again, in its own time. */
async function lookAfter(page: Page, seconds: number): Promise<void> {
  const answered = page.waitForResponse(LIVE);
  await page.clock.runFor(seconds * 1000);
  await (await answered).finished();
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

describe('an approver', () => {
  it('declines a plan with a comment, although his session ended while he wrote it', async () => {
    const id = await waitingRun();
    const page = await pages.open(GRACE);
    await page.goto('/approvals');
    await page.getByLabel('Comment').fill('Not before\nthe audit');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Decline' }).click();
    await page.getByText('Your session has ended').waitFor();
    expect(await page.getByText('Not before\nthe audit').count()).toBe(1);

    const tab = page.context().waitForEvent('page');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await (await tab).waitForURL(/sign-in/);
    await page.context().addCookies([cookieOf(pages, GRACE)]);
    await page.getByRole('button', { name: 'send it again' }).click();
    await page.waitForURL(`**/requests/${id}`);
    await pages.conductor.settle();
    await page.reload();
    expect(await heading(page).textContent()).toBe('Declined');
    expect(await page.locator('.record').textContent()).toContain('Not before\nthe audit');
    await page.context().close();
  });

  it('finds no button for a request of his own, and is refused when he sends one all the same', async () => {
    const id = await waitingRun();
    const page = await pages.open({ ...ADA, roles: ['Requester', 'Approver'] });
    await page.goto('/approvals');
    expect(await page.getByText('You made this request').count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);

    const { approval } = await pages.status(id);
    await page.evaluate(
      `(() => {
        const form = document.createElement('form');
        form.method = 'post';
        form.action = '/requests/${id}/decision';
        form.innerHTML = '<input name="planHash" value="${approval?.planHash}"><input name="decision" value="approve"><input name="comment" value="Me too">';
        document.body.append(form);
        form.submit();
      })()`,
    );
    await page.getByText('Not your own request').waitFor();
    expect(await page.getByText('Me too').count()).toBe(1);
    expect((await pages.status(id)).status).toBe('waitingForApproval');
    await cancel(id);
    await page.context().close();
  });
});

describe('the page of a run', () => {
  it('says that the network is down, keeps trying, and goes on by itself', async () => {
    const id = await waitingRun();
    const page = await pages.open(ADA);
    await page.goto(`/requests/${id}`);
    await page.context().setOffline(true);
    await page.clock.runFor(MINUTE);
    await page.getByText('No connection').waitFor();
    await cancel(id);
    await page.context().setOffline(false);
    await lookAfter(page, 30);
    await page.getByText('Connected again').waitFor();
    expect(await heading(page).textContent()).toBe('Cancelled');
    expect(await page.getByRole('status').first().textContent()).toBe('Cancelled');
    await page.context().close();
  });

  it('keeps a comment that is being typed while other parts of it change', async () => {
    const id = await waitingRun();
    const page = await pages.open(GRACE);
    await page.goto(`/requests/${id}`);
    await page.getByLabel('Comment').fill('Let me thi');
    await pages.conductor.advanceBy(MINUTE);
    await lookAfter(page, 60);
    await page.keyboard.type('nk');
    expect(await page.getByLabel('Comment').inputValue()).toBe('Let me think');
    await cancel(id);
    await page.context().close();
  });

  it('takes a cancel from two people at the same moment, and is cancelled once', async () => {
    const id = await waitingRun();
    const both = await Promise.all([pages.open(ADA), pages.open(OSCAR)]);
    await Promise.all(both.map((page) => page.goto(`/requests/${id}`)));
    await Promise.all(both.map((page) => page.getByRole('button', { name: 'Cancel the request' }).click()));
    await Promise.all(both.map((page) => page.waitForURL(`**/requests/${id}`)));
    await pages.conductor.settle();
    for (const page of both) {
      await page.reload();
      expect(await heading(page).textContent()).toBe('Cancelled');
      await page.context().close();
    }
    const ends = (await pages.steps(id)).filter(({ kind }) => kind === 'finished');
    expect(ends).toHaveLength(1);
  });

  it('asks fewer than 400 times in a day', async () => {
    const id = await waitingRun();
    const page = await pages.open(ADA);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`/requests/${id}`);
    let seconds = Number(await page.locator('#run').getAttribute('data-after'));
    page.on('response', (answer) => {
      if (LIVE.test(answer.url())) seconds = Number(answer.headers()['retry-after']);
    });
    for (let passed = 0, notes = 0; passed < 24 * 3600; passed += seconds) {
      if (passed - notes >= 3600) {
        await pages.conductor.advanceBy(HOUR);
        notes += 3600;
      }
      await lookAfter(page, seconds);
    }
    expect(asked.length).toBeLessThan(400);
    expect(asked.length).toBeGreaterThan(24);
    await cancel(id);
    await page.context().close();
  });
});

describe('somebody without a script', () => {
  it('comes from the questions to the plan and sends it, by plain forms', async () => {
    const page = await pages.open(ADA, { javaScriptEnabled: false });
    await page.goto('/');
    await page.getByRole('radio', { name: /^Work in a team/ }).check();
    await page.getByRole('button', { name: 'Show the advice' }).click();
    await page.getByLabel('Why do you need this?').fill('A plain form');
    await page.getByRole('button', { name: 'Show the plan' }).click();
    await pages.conductor.settle();
    await page.getByRole('link', { name: 'Refresh' }).click();
    await page.getByRole('button', { name: 'Send this request' }).click();
    await page.waitForURL('**/requests/*');
    const id = page.url().split('/').at(-1) ?? '';
    expect(await page.getByText('A plain form').count()).toBe(1);
    await pages.conductor.settle();
    await cancel(id);
    await page.context().close();
  });
});

describe('a newcomer', () => {
  let enabled: string;

  it('comes from the first question to a finished, proven enablement by keyboard alone', async () => {
    const page = await pages.open();
    const keys = keyboard(page);
    await page.goto('/');
    await keys.press('Sign in');
    await keys.choose('What do you want to do together?: Work in a team');
    await keys.press('Show the advice');
    await keys.type('Why do you need this?', 'Project Noord starts in May.');
    await keys.press('Show the plan');
    await pages.conductor.settle();
    await lookAfter(page, 2);
    await keys.press('Send this request');
    enabled = page.url().split('/').at(-1) ?? '';
    await pages.conductor.settle();

    const approver = await pages.open(GRACE);
    await approver.goto(`/requests/${enabled}`);
    await approver.getByRole('button', { name: 'Approve the plan' }).click();
    await approver.waitForURL(`**/requests/${enabled}`);
    await pages.conductor.advanceBy(HOUR);
    await lookAfter(page, 60);
    expect(await page.getByRole('status').first().textContent()).toBe('Proving that it works');
    expect(await page.getByRole('img', { name: /Half of such changes/ }).count()).toBe(1);

    // He closes it, goes home, and comes back the next day.
    const context = page.context();
    await page.close();
    await pages.conductor.advanceBy(10 * HOUR);
    const again = await context.newPage();
    await again.goto(`/requests/${enabled}`);
    expect(await heading(again).textContent()).toBe('Succeeded');
    expect(await again.getByText('Teams lists the guest').count()).toBeGreaterThan(0);
    expect(await pages.status(enabled)).toMatchObject({ outcome: 'succeeded', assurance: { rung: 3 } });
    await Promise.all([context.close(), approver.context().close()]);
  });

  it('asks for the way back, sees its plan first, and sends it', async () => {
    const page = await pages.open(ADA);
    await page.goto(`/requests/${enabled}`);
    await page.getByText('Undo', { exact: true }).first().click();
    await page.getByLabel('Why do you want to undo it?').fill('The project is over.');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.waitForURL('**/requests/*');
    await pages.conductor.settle();
    await lookAfter(page, 2);
    expect(
      await page.getByText('Access that depends on this setting stops working.').count(),
    ).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Send this request' }).click();
    await page.waitForURL('**/requests/*');
    await pages.conductor.settle();
    await page.reload();
    expect(await heading(page).textContent()).toBe('Undone');
    await page.context().close();
  });
});
