import type { ReadinessAnswer } from '../../src/api/answers/readiness';
import { readCommandLine, runCommand } from './command-line';
import { wrap } from './display';
import { enablementClient } from './enablement-client';
import { readWhere, WHERE_FLAGS, WHERE_OPTIONS, withApp } from './target';

const OPTIONS = {
  goal: { type: 'string', default: 'guestAccess' },
  id: { type: 'string' },
  ...WHERE_OPTIONS,
  json: { type: 'boolean', default: false },
} as const;

const FLAGS = `  --goal GOAL        guestAccess (default), externalAccess or both
  --id TENANT        the id of a tenant of that app (default: its home tenant)
${WHERE_FLAGS}
  --json             the answer as one line of JSON`;

const COMMAND = {
  name: 'npm run doctor',
  about: `Says whether a tenant is ready, and what mends it. Changes nothing.
Exits with 0 where it is ready, 1 where something is missing, 2 when an option is wrong.`,
  options: OPTIONS,
  flags: FLAGS,
};

/** `npm run doctor`: whether a tenant is ready, and what fixes it. Changes nothing; exits with 1 where something is missing. */
async function main(): Promise<number> {
  const { values } = readCommandLine(process.argv.slice(2), COMMAND);
  const { goal, id, json } = values;
  const readiness = await withApp(readWhere(values), (api, key) =>
    enablementClient(api, key).readiness(goal, id),
  );
  const lines = json ? [JSON.stringify(readiness)] : inLines(readiness);
  process.stdout.write(`${lines.join('\n')}\n`);
  return readiness.isReady ? 0 : 1;
}

const STATES = { ok: 'ok', missing: 'MISSING', cannotTell: 'cannot tell' } as const;

const inLines = ({ tenantId, goal, isReady, checks }: ReadinessAnswer): string[] => [
  `Tenant ${tenantId} is ${isReady ? 'ready' : 'not ready'} for ${goal}`,
  '',
  ...checks.flatMap(({ check, state, text, fix }) => [
    ...wrap(STATES[state], `${check}: ${text}`),
    ...(fix === undefined ? [] : wrap('', `→ ${fix}`)),
  ]),
];

runCommand(main);
