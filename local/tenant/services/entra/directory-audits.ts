import { badRequest, ok } from '../../answers';
import type { DirectoryAudit } from '../../directory/directory-audit';
import type { Endpoint, Tenant } from '../service';

const NAME = "activityDisplayName eq '[^']+'";
/** The one filter we ask: from a moment on, one of several activities. */
const FILTER = new RegExp(`^activityDateTime ge (\\S+Z) and \\((${NAME}(?: or ${NAME})*)\\)$`);

/** https://learn.microsoft.com/graph/api/directoryaudit-list */
export function directoryAudits({ state }: Tenant): Endpoint[] {
  return [
    {
      method: 'GET',
      route: '/auditLogs/directoryAudits',
      anyOf: ['AuditLog.Read.All'],
      answer({ query }) {
        const [, from = '', names = ''] = FILTER.exec(query.get('$filter') ?? '') ?? [];
        const most = Number(query.get('$top') ?? 100);
        if (from === '' || query.get('$orderby') !== 'activityDateTime desc' || !(most > 0 && most <= 999))
          return badRequest('Invalid filter clause.');
        const isMeant = ({ activityDateTime: at, activityDisplayName: name }: DirectoryAudit): boolean =>
          at >= from && names.includes(`'${name}'`);
        const newest = (a: DirectoryAudit, b: DirectoryAudit): number =>
          b.activityDateTime.localeCompare(a.activityDateTime);
        return ok({ value: state.directoryAudits.filter(isMeant).toSorted(newest).slice(0, most) });
      },
    },
  ];
}
