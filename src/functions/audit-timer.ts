import { app } from '@azure/functions';
import * as df from 'durable-functions';
import type { Services } from '../services';
import { nextFiring } from './next-firing';
import { beginAudit, LONGEST_AUDIT } from './start-audit';

/** A timer may be late by so much, and a sweep behind it. */
const GRACE = 3_600_000;

/** Audits every tenant at the times an operator chose. */
export function registerAuditTimer(services: Services): void {
  const { auditSchedule: schedule } = services;
  if (schedule === undefined) return;
  app.timer('audit', {
    schedule,
    extraInputs: [df.input.durableClient()],
    handler: async (_, context) => {
      const nextDue = nextFiring(schedule, services.now());
      await beginAudit(services, df.getClient(context), { startedBy: 'timer', nextDue }, context);
    },
  });
}

/** Whether an audit that should have run did not, or began and came to no end: silence is no good sign. */
export async function isAuditLate({ audits, now }: Pick<Services, 'audits' | 'now'>): Promise<boolean> {
  const [latest] = await audits.newest(1);
  if (latest === undefined) return false;
  const time = now().getTime();
  const { startedAt, finishedAt, nextDue } = latest;
  if (nextDue !== undefined && time > Date.parse(nextDue) + GRACE) return true;
  return finishedAt === undefined && time - Date.parse(startedAt) > LONGEST_AUDIT;
}
