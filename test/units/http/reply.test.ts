import { readReply } from '../../../src/microsoft/http/reply';
import { Refused } from '../../../src/microsoft/http/service-errors';

const LONG = 'x'.repeat(1024 * 1024);

describe('an error of Microsoft', () => {
  it.each([
    ['Graph', { error: { code: LONG, message: LONG } }],
    ['Teams administration', { Message: LONG }],
    ['Teams administration, in its other spelling', { code: LONG, message: LONG }],
    ['nobody we know', [LONG]],
  ])('is cut to what a record has room for, as %s writes it', async (_, body) => {
    const call = { method: 'POST', path: '/invitations' } as never;
    const answer = new Response(JSON.stringify(body), { status: 403 });
    const fault: unknown = await readReply(call, answer, () => new Date(0)).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Refused);
    const { raw } = fault as Refused;
    expect(raw).toMatchObject({ status: 403 });
    expect(JSON.stringify(raw).length).toBeLessThan(5000);
    expect(raw.message).toHaveLength(2000);
  });
});
