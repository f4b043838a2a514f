import type { Figure } from './figure';
import { BARE, inWorld, post, TENANT_ID } from './worlds';

const CALLERS = 50;
const REQUESTS = 500;

/** Requests accepted a second, and how long the slow ones take, with fifty callers at once. */
export async function accepting(): Promise<Figure[]> {
  // The budget of a caller is not what is measured here.
  const settings = { REQUESTS_PER_MINUTE: String(REQUESTS) };
  const ours = await inWorld({ settings }, ({ api, key }) =>
    crowd(() =>
      // Dry runs: anything else would have to wait for the tenant's lease.
      post(`${api}/enablements`, key, {
        tenantId: TENANT_ID,
        goal: 'guestAccess',
        requestedBy: 'bench',
        dryRun: true,
      }),
    ),
  );
  const bare = await inWorld({ app: BARE }, ({ api, key }) => crowd(() => post(`${api}/bare`, key, {})));
  return [
    { name: `requests accepted/s, ${CALLERS} callers`, ours: ours.perSecond, bare: bare.perSecond },
    { name: `p95 of POST, ms, ${CALLERS} callers`, ours: ours.p95, bare: bare.p95 },
  ];
}

async function crowd(ask: () => Promise<unknown>): Promise<{ perSecond: number; p95: number }> {
  const took: number[] = [];
  let left = REQUESTS;
  const started = performance.now();
  const caller = async (): Promise<void> => {
    while (left-- > 0) {
      const from = performance.now();
      await ask();
      took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  const perSecond = (took.length * 1000) / (performance.now() - started);
  took.sort((a, b) => a - b);
  return { perSecond, p95: took[Math.floor(took.length * 0.95)] ?? 0 };
}
