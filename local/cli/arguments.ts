import { readFileSync } from 'node:fs';
import { scenario, SCENARIOS, type ScenarioName } from '../tenant/scenarios';
import { parseTenantFile, type TenantFile } from '../tenant/tenant-file';
import { readCommandLine, UsageFault, type Command } from './command-line';

export interface CliArguments {
  tenant: TenantFile;
  /** What the tenant is called in the output. */
  tenantName: string;
  payload: Record<string, unknown>;
  json: boolean;
  /** Simulated seconds per second; undefined: as fast as it goes. */
  speed?: number;
  port?: number;
  /** Runs what is deployed instead of what was compiled. */
  isPackage: boolean;
}

const OPTIONS = {
  payload: { type: 'string' },
  json: { type: 'boolean', default: false },
  scenario: { type: 'string' },
  tenant: { type: 'string' },
  speed: { type: 'string' },
  port: { type: 'string' },
  package: { type: 'boolean', default: false },
} as const;

const FLAGS = `  --payload FILE     the request to send; "-" reads standard input (default samples/servicenow.json)
  --scenario NAME    ${SCENARIOS.join(', ')} (default all-off)
  --tenant FILE      a tenant of your own instead (docs/tenant-file.md)
  --speed N          simulated seconds per second
  --port N           where the app listens (default: a free port)
  --package          the bundle that is deployed, instead of the compiled app
  --json             one JSON object a line`;

/** @throws UsageFault that names what is wrong */
export function readArguments(
  args: readonly string[],
  samples: string,
  command: Pick<Command<never>, 'name' | 'about'>,
): CliArguments {
  const { values } = readCommandLine(args, { ...command, options: OPTIONS, flags: FLAGS });
  const { tenant, tenantName } = readTenant(values);
  return {
    tenant,
    tenantName,
    payload: readPayload(values.payload ?? `${samples}/servicenow.json`, tenant),
    json: values.json,
    isPackage: values.package,
    ...(values.speed !== undefined && { speed: readNumber('--speed', values.speed, 1e6) }),
    ...(values.port !== undefined && { port: readNumber('--port', values.port, 65535) }),
  };
}

/** The tenant of a scenario, or of a file of one's own. */
export function readTenant({
  tenant: file,
  scenario: given,
}: {
  tenant?: string;
  scenario?: string;
}): Pick<CliArguments, 'tenant' | 'tenantName'> {
  if (file !== undefined && given !== undefined)
    throw new UsageFault('--scenario and --tenant exclude each other.');
  const name = given ?? 'all-off';
  if (file !== undefined) {
    try {
      return { tenant: parseTenantFile(readJson(file)), tenantName: file };
    } catch (error) {
      throw new UsageFault(error instanceof Error ? error.message : String(error));
    }
  }
  if (!SCENARIOS.includes(name as ScenarioName))
    throw new UsageFault(`There is no scenario "${name}"; there are ${SCENARIOS.join(', ')}.`);
  return { tenant: scenario(name as ScenarioName), tenantName: name };
}

/** The samples name the tenant of the scenarios; in a tenant of one's own they are about that one. */
function readPayload(file: string, tenant: TenantFile): Record<string, unknown> {
  const payload = readJson(file === '-' ? 0 : file);
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload))
    throw new UsageFault(`The payload in ${file} is not a JSON object.`);
  const isSample = file.endsWith('samples/servicenow.json');
  return isSample ? { ...payload, tenantId: tenant.tenantId } : { ...payload };
}

function readJson(file: string | 0): unknown {
  const name = file === 0 ? 'standard input' : file;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UsageFault(`${name} cannot be read.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageFault(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readNumber(flag: string, text: string, most: number): number {
  const number = Number(text);
  if (!(number > 0 && number <= most))
    throw new UsageFault(`${flag} must be a number from 1 to ${most}, not "${text}".`);
  return number;
}
