import { app } from '@azure/functions';
import * as df from 'durable-functions';
import type { Services } from '../../composition/services';
import { nextFiring } from './next-timer-run';
import { beginAudit } from '../audits/start-audit';

/** Audits every tenant at the times an operator chose. */
export function registerAuditTimer(services: Services): void {
  const { auditSchedule: schedule } = services;
  if (schedule === undefined) return;
  app.timer('auditTimer', {
    schedule,
    extraInputs: [df.input.durableClient()],
    handler: async (_, context) => {
      const nextDue = nextFiring(schedule, services.now());
      await beginAudit(services, df.getClient(context), { startedBy: 'timer', nextDue }, context);
    },
  });
}
