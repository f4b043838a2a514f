import { app } from '@azure/functions';
import { overdueAfter } from '../../domain/audit/overdue-audit';
import { inOneLine } from '../../domain/events/log-event';
import type { Services } from '../../composition/services';

/** The dead man's timer: says once, in the log, that an audit is overdue. `GET /health` says so for as long as it is. */
export function registerOverdueAuditTimer({ auditSchedule, audits, now }: Services): void {
  if (auditSchedule === undefined) return;
  app.timer('overdueAuditTimer', {
    schedule: '0 45 * * * *',
    handler: async (_, context) => {
      const latest = await audits.newestOfAll();
      const overdue = overdueAfter(latest, now().getTime());
      if (overdue === undefined || (await audits.isSaid(overdue))) return;
      context.log(inOneLine({ event: 'auditOverdue', ...overdue }));
      // After the line: one that is said twice does less harm than one that nobody says.
      await audits.noteSaid(overdue, now().toISOString());
    },
  });
}
