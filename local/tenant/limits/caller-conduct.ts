import { breachOf, createMeter, type Meter, type Peak } from './call-meter';
import type { LoggedRequest } from '../request-log';

const DAY = 86_400_000;
const HALF_A_MINUTE = 30_000;

/** Watches how the caller behaves; what Microsoft would frown upon is a fault, and a fault fails a test. */
export interface Judge {
  faults: string[];
  /** Before a call is answered. */
  see(call: {
    service: LoggedRequest['service'];
    method: string;
    route: string;
    path: string;
    body: unknown;
    now: number;
  }): void;
  /** After it was told to come back later. */
  putOff(call: { service: string; method: string; route: string; until: number }): void;
  /** A notification about this resource was delivered: one look at it is an answer to that, and not polling. */
  notified(resource: string): void;
  fault(text: string): void;
  /** How near the caller came to each limit that holds for it in this tenant. */
  peaks(): Peak[];
}

/** @param application counts what the application asks in all tenants together */
export function createJudge(application: Meter): Judge {
  const faults: string[] = [];
  const here = createMeter('applicationInTenant');
  const putOff = new Map<string, number>();
  const lastLook = new Map<string, number>();
  const invited = new Set<string>();

  return {
    faults,
    fault: (text) => void faults.push(text),
    peaks: here.peaks,
    putOff: ({ service, method, route, until }) => void putOff.set(`${service} ${method} ${route}`, until),
    notified: (resource) => void invited.add(resource),
    see({ service, method, route, path, body, now }) {
      const key = `${service} ${method} ${route}`;
      if (now < (putOff.get(key) ?? 0)) faults.push(`${key} came back before Retry-After had passed`);
      const [resource = path, query] = path.split('?');
      if (service === 'graph') {
        const call = { method, path: resource, query: new URLSearchParams(query) };
        faults.push(...[here, application].flatMap((meter) => meter.count(call, now)).map(breachOf));
      }
      // https://learn.microsoft.com/graph/api/resources/teams-api-overview, "Polling requirements"
      const isOfTeams =
        service === 'graph' && method === 'GET' && /^\/teams\/[\w-]+(\/members)?$/.test(resource);
      if (isOfTeams && !invited.delete(resource)) {
        if (now - (lastLook.get(resource) ?? -Infinity) < DAY)
          faults.push(`${resource} was polled: a look for changes is allowed once a day`);
        lastLook.set(resource, now);
      }
      if (/^\/teams\('[\w-]+'\)\/operations/.test(resource)) {
        if (now - (lastLook.get(resource) ?? -Infinity) <= HALF_A_MINUTE)
          faults.push(`${resource} was polled: Teams wants more than half a minute between two looks`);
        lastLook.set(resource, now);
      }
      if (
        route === '/invitations' &&
        (body as { sendInvitationMessage?: boolean } | undefined)?.sendInvitationMessage === true
      ) {
        faults.push('an invitation would have sent a mail');
      }
      if (
        method === 'POST' &&
        route === '/teams' &&
        (body as { visibility?: string } | undefined)?.visibility !== 'private'
      )
        faults.push('a team was asked for that is not private');
      if (method === 'DELETE' && /^\/groups\/[^/]+\/members\/[^/]+$/.test(resource))
        faults.push('DELETE of a member without /$ref: it deletes the account');
      if (/token=|secret=|password=/i.test(path)) faults.push(`a secret stands in the address of ${route}`);
    },
  };
}
