import { SCENARIOS } from '../tenant/scenarios';
import type { TenantFile } from '../tenant/tenant-file';
import { parseFlags, readTenant, UsageFault } from './arguments';

/** Whom to ask: an app that runs somewhere, or one started here in a simulated tenant. */
export type Where =
  { kind: 'deployed'; api: string; key: string } | { kind: 'local'; tenant: TenantFile; tenantName: string };

export interface ExplainArguments {
  /** As `POST /explanations` takes it. */
  question: { guestEmail: string; teamId?: string; goal?: string; symptom?: string };
  where: Where;
  json: boolean;
}

const OPTIONS = {
  guest: { type: 'string' },
  team: { type: 'string' },
  goal: { type: 'string' },
  symptom: { type: 'string' },
  scenario: { type: 'string' },
  tenant: { type: 'string' },
  url: { type: 'string' },
  key: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

const FLAGS = `  --guest ADDRESS    whose way in is looked at
  --team ID          the team the guest should join
  --goal GOAL        guestAccess (default) or externalAccess
  --symptom TEXT     what the guest or the owner saw, word for word
  --scenario NAME    ${SCENARIOS.join(', ')} (default all-off)
  --tenant FILE      a tenant of your own instead (docs/tenant-file.md)
  --url URL          asks an app that runs there, instead of a simulated tenant
  --key KEY          a function key of that app
  --json             the answer as one line of JSON`;

/** @throws UsageFault that names what is wrong */
export function readExplainArguments(args: readonly string[]): ExplainArguments {
  const values = parseFlags(args, OPTIONS, FLAGS);
  const { guest, team, goal, symptom, json } = values;
  if (guest === undefined) throw new UsageFault(`--guest is missing.\nFlags:\n${FLAGS}`);
  return {
    question: {
      guestEmail: guest,
      ...(team !== undefined && { teamId: team }),
      ...(goal !== undefined && { goal }),
      ...(symptom !== undefined && { symptom }),
    },
    where: readWhere(values),
    json,
  };
}

function readWhere(values: { scenario?: string; tenant?: string; url?: string; key?: string }): Where {
  const { scenario, tenant, url, key } = values;
  if (url === undefined && key === undefined) return { kind: 'local', ...readTenant(values) };
  if (url === undefined || key === undefined) throw new UsageFault('--url and --key need each other.');
  if (scenario !== undefined || tenant !== undefined)
    throw new UsageFault('--url asks a real tenant: leave out --scenario and --tenant.');
  if (!URL.canParse(url)) throw new UsageFault(`--url must be an address, not "${url}".`);
  return { kind: 'deployed', api: new URL('/api', url).href, key };
}
