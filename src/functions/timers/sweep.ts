import { app } from '@azure/functions';
import * as df from 'durable-functions';
import { inOneLine } from '../../domain/events/log-event';
import type { Services } from '../../composition/services';
import { logUnreadable } from '../http/log-unreadable-rows';
import { reencryptTenantAddresses } from '../delivery/reencrypt-addresses';
import { sweepAudits } from '../audits/start-audit';
import { sweepCleanup } from '../cleanup/start-cleanup';
import { goingOnAfter, goRound } from './sweep-round';
import { sweepTenant } from './sweep-tenant';
import { beginSweep, type Sweeping } from './sweep-report';

/** For this long a signed message is known again; its signature is good for minutes. */
const REMEMBERED = 24 * 3_600_000;
/** A tenant marked for longer than this, with nothing to look after, was marked for what is over or never came. */
const SETTLED = 10 * 60_000;
/** So many tenants at once: one whose rows are many holds up no more than one lane. */
const LANES = 8;

/**
 * The sweeper: nothing that was accepted is lost, and nothing is left behind. It starts what was saved and never
 * began, rings again for what nobody heard, and has those runs mopped up that cannot end themselves. Whatever it cannot do
 * in one place, it does everywhere else.
 */
export function registerSweep(services: Services): void {
  app.timer('sweep', {
    schedule: '%SWEEP_SCHEDULE%',
    extraInputs: [df.input.durableClient()],
    handler: async (_, context) => {
      const { openWork, now, authenticator } = services;
      const began = now().getTime();
      const turn = await openWork.turn();
      const number = turn.number + 1;
      const sweeping = beginSweep(services, df.getClient(context), context, number);
      const { attempt } = sweeping;
      // Side by side: what takes long in one of them keeps none of the others from being done.
      const [tenants] = await Promise.all([
        attempt({ task: 'tenants' }, () => sweepTenants(sweeping, { number, after: turn.after })),
        attempt({ task: 'audits' }, () => sweepAudits(sweeping)),
        attempt({ task: 'cleanup' }, () => sweepCleanup(sweeping)),
        attempt({ task: 'reencrypt' }, () => reencryptTenantAddresses(sweeping)),
        attempt({ task: 'messages' }, () =>
          authenticator.messages.forgetBefore(new Date(began - REMEMBERED)),
        ),
      ]);
      const counts = tenants === 'failed' ? { tenants: 0, reached: 0 } : tenants;
      const unreadable = logUnreadable(services, context);
      const seconds = Math.round((now().getTime() - began) / 1000);
      const failed = sweeping.failed();
      context.log(inOneLine({ event: 'sweepFinished', ...counts, failed, unreadable, seconds }));
    },
  });
}

/** Goes through the tenants with work under way, from where the sweep before left off. */
async function sweepTenants(
  sweeping: Sweeping,
  { number, after }: { number: number; after: string },
): Promise<{ tenants: number; reached: number }> {
  const { services, attempt, isTimeUp } = sweeping;
  const { openWork, now } = services;
  const marked = goingOnAfter(await openWork.list(), after);
  // Noted first: when this sweep is ended from outside, the next begins behind the tenant with which it began.
  await openWork.noteTurn({ number, after: marked[0]?.tenantId ?? '' });
  const reached = await goRound(marked, LANES, isTimeUp, async ({ tenantId, since, etag }) => {
    const isAnythingLeft = await sweepTenant(sweeping, tenantId);
    const isSettled = Date.parse(since) < now().getTime() - SETTLED;
    if (isAnythingLeft || !isSettled) return;
    await attempt({ task: 'strike', tenant: tenantId }, () => openWork.strike(tenantId, etag));
  });
  if (reached < marked.length)
    await openWork.noteTurn({ number, after: marked[reached - 1]?.tenantId ?? after });
  return { tenants: marked.length, reached };
}
