import { Webhook } from 'standardwebhooks';
import {
  accepted,
  anInstance,
  aSuccess,
  deliver,
  MESSENGER,
  MINUTE,
  SECRET,
  type OutgoingEvent,
  type InstanceAtHand,
} from '../../support/servicenow/an-instance';

const NEW_SECRET = `whsec_${Buffer.from('the secret that comes next').toString('base64')}`;

/** A message about a run, as Gastvrij writes it. */
const about = (run: string, more: Record<string, unknown> = aSuccess, kind = 'finished') => ({
  id: `${run}-${kind}`,
  event: {
    type: `enablement.${kind}`,
    version: 1,
    timestamp: '2026-03-02T09:00:00.000Z',
    data: { enablementId: run, summary: 'Half of such changes take 5 hours.', ...more },
  },
});

describe('a message of Gastvrij', () => {
  let instance: InstanceAtHand;
  let token: string;
  let count = 0;
  beforeAll(async () => {
    instance = await anInstance({ properties: { callback_secrets: `${SECRET} ${NEW_SECRET}` } });
    token = await instance.signIn([MESSENGER]);
  });
  const bring = async (outgoing: Omit<OutgoingEvent, 'token'> & { token?: string }): Promise<number> =>
    (await deliver(instance, { token, ...outgoing })).status;

  /** A request item that waits for a run. */
  async function aWaitingItem(): Promise<{ item: string; run: string; number: string }> {
    const [run, number] = [`en-${++count}`, `RITM${count}`];
    instance.line.meets(accepted(run));
    return { item: await instance.order(number, { goal: 'guestAccess' }), run, number };
  }

  it('that is the last closes the item in words, and wakes its flow', async () => {
    const { item, run, number } = await aWaitingItem();
    expect(await bring(about(run))).toBe(200);
    const closed = await instance.item(item);
    expect(closed).toMatchObject({
      state: '3',
      active: '0',
      comments: 'It works.',
      close_notes: 'It works.',
    });
    expect(closed.work_notes).toContain('Gastvrij: succeeded. It works.\nNot proven: Files.');
    expect(await instance.messages()).toContainEqual({
      context: `flow-of-${number}`,
      message: 'gastvrij.finished',
      payload: 'succeeded',
    });
  });

  it('on the way is noted, line by line, and leaves the item open', async () => {
    const { item, run } = await aWaitingItem();
    const lists = { needsApproval: ['E-1'], changed: ['T-1: false → true'], manualSteps: ['T-3'] };
    await bring(about(run, { summary: 'Written.', ...lists }, 'applied'));
    const { active, state, work_notes: notes } = await instance.item(item);
    expect([active, state]).toEqual(['1', '2']);
    expect(notes).toContain(
      'Written.\nNeeds a second person: E-1\nChanged: T-1: false → true\nTo set by hand: T-3',
    );
  });

  it('that asks for a second person says what is agreed to besides the changes', async () => {
    const { item, run } = await aWaitingItem();
    const terms = {
      enableUntil: '2026-04-01T00:00:00.000Z',
      testGuestEmail: 'probe@fabrikam.example',
      partnerDomains: ['fabrikam.example', 'woodgrove.example'],
    };
    await bring(about(run, { summary: 'Planned.', terms, needsApproval: ['E-1'] }, 'approval.needed'));
    expect((await instance.item(item)).work_notes).toContain(
      'Planned.\nUntil: 2026-04-01T00:00:00.000Z\nTest guest: probe@fabrikam.example\nPartners: fabrikam.example\nPartners: woodgrove.example\nNeeds a second person: E-1',
    );
  });

  it('shows what somebody wrote as text, in every field that an item shows as HTML', async () => {
    const { item, run } = await aWaitingItem();
    const html = '[code]<a href="https://evil.example">reset</a>[/code] [CODE]x[ / Code]';
    await bring(about(run, { summary: html, changed: [html] }, 'applied'));
    await bring(about(run, { ...aSuccess, summary: html }));
    const shown = await instance.item(item);
    for (const text of [shown.work_notes, shown.comments, shown.close_notes]) {
      expect(text).toContain('evil.example');
      expect(text).not.toMatch(/\[\s*\/?\s*code/i);
    }
  });

  it('that comes twice is written down once', async () => {
    const { item, run } = await aWaitingItem();
    expect(await bring(about(run, {}, 'waiting'))).toBe(200);
    expect(await bring(about(run, {}, 'waiting'))).toBe(200);
    expect((await instance.item(item)).work_notes?.match(/5 hours/g)).toHaveLength(1);
  });

  it('that was half taken in is put off, and taken in again when that was too long ago', async () => {
    const { item, run } = await aWaitingItem();
    await instance.setProperty('states', 'no JSON');
    expect(await bring(about(run))).toBe(500);
    await instance.setProperty('states', '{"running":2,"succeeded":3,"failed":4}');
    const putOff = await deliver(instance, { token, ...about(run) });
    expect([putOff.status, putOff.headers.get('retry-after')]).toEqual([503, '60']);
    await instance.wait(3);
    expect(await bring(about(run))).toBe(200);
    expect((await instance.item(item)).state).toBe('3');
  });

  it('that comes after the last changes nothing any more', async () => {
    const { item, run } = await aWaitingItem();
    await bring(about(run));
    const before = await instance.item(item);
    expect(await bring(about(run, {}, 'waiting'))).toBe(200);
    const { work_notes: notes, state } = await instance.item(item);
    expect([notes, state]).toEqual([before.work_notes, before.state]);
  });

  it('finds the item by its number, where the answer to its own call was lost', async () => {
    instance.line.meets('loses its answer');
    const item = await instance.order('RITM7777777', { goal: 'guestAccess' });
    expect(await bring(about('en-7777', { ticketId: 'RITM7777777', outcome: 'blocked' }))).toBe(200);
    expect(await instance.item(item)).toMatchObject({ state: '4', correlation_id: 'en-7777' });
  });

  it('reaches every item whose equal request joined the run', async () => {
    const { item, run } = await aWaitingItem();
    instance.line.meets(accepted(run));
    const joined = await instance.order('RITM8888888', { goal: 'guestAccess' });
    await bring(about(run));
    expect([(await instance.item(item)).state, (await instance.item(joined)).state]).toEqual(['3', '3']);
  });

  it('about an item that never asked is not taken in', async () => {
    expect(await bring(about('en-0', { ticketId: 'RITM0' }))).toBe(404);
  });

  it('is genuine with either secret while one replaces the other, and with two signatures', async () => {
    const { run } = await aWaitingItem();
    expect(await bring({ ...about(run, {}, 'applied'), secret: NEW_SECRET })).toBe(200);
    const { id, event } = about(run, {}, 'waiting');
    const [stranger, ours] = [`whsec_${Buffer.from('of another receiver').toString('base64')}`, SECRET].map(
      (secret) => new Webhook(secret).sign(id, new Date(instance.clock.now()), JSON.stringify(event)),
    );
    expect(await bring({ id, event, headers: { 'webhook-signature': `${stranger} ${ours}` } })).toBe(200);
  });

  it.each<[string, Partial<OutgoingEvent>]>([
    ['by a stranger', { secret: `whsec_${Buffer.from('a secret of their own').toString('base64')}` }],
    ['six minutes ago', { signedIn: -6 * MINUTE }],
    ['in six minutes', { signedIn: 6 * MINUTE }],
    ['under another id', { headers: { 'webhook-id': 'en-2-finished' } }],
    ['in a way nobody knows', { headers: { 'webhook-signature': 'v2,bm9uc2Vuc2U=' } }],
    ['with nothing', { headers: { 'webhook-signature': '' } }],
  ])('that was signed %s is refused', async (_, more) => {
    const { item, run } = await aWaitingItem();
    expect(await bring({ ...about(run), ...more })).toBe(401);
    expect((await instance.item(item)).active).toBe('1');
  });

  it('is refused when one space of it was changed', async () => {
    const { run } = await aWaitingItem();
    const { id, event } = about(run);
    const signature = new Webhook(SECRET).sign(id, new Date(instance.clock.now()), JSON.stringify(event));
    const headers = { 'webhook-signature': signature };
    expect(await bring({ id, event: `${JSON.stringify(event)} `, headers })).toBe(401);
  });

  it.each(['null', '{"data":{}}', 'no JSON'])('that says %s is refused', async (event) => {
    expect(await bring({ id: 'en-1-finished', event })).toBe(400);
  });

  it('is taken in only from a user with the role of the messenger', async () => {
    const { run } = await aWaitingItem();
    expect(await bring({ ...about(run), token: 'guess' })).toBe(401);
    expect(await bring({ ...about(run), token: await instance.signIn(['itil']) })).toBe(403);
  });
});
