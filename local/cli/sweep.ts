import type { CleanupReport } from '../../src/api/answers/cleanup';
import { readCommandLine, runCommand } from './command-line';
import { wrap } from './display';
import { enablementClient } from './enablement-client';
import { readWhere, WHERE_FLAGS, WHERE_OPTIONS, withApp } from './target';

const OPTIONS = {
  'dry-run': { type: 'boolean', default: false },
  by: { type: 'string', default: 'npm run sweep' },
  ...WHERE_OPTIONS,
  json: { type: 'boolean', default: false },
} as const;

const FLAGS = `  --dry-run          only says what would go, and touches nothing
  --by NAME          who asks, for the record
${WHERE_FLAGS}
  --json             the answer as one line of JSON`;

const COMMAND = {
  name: 'npm run sweep',
  about: `Clears away what tests left and what is kept longer than it need be, in a simulated tenant or in an app that runs.
Exits with 1 where something was left, 2 when an option is wrong.`,
  options: OPTIONS,
  flags: FLAGS,
};

/** `npm run sweep`: clears away what tests left and what is kept longer than it need be; exits with 1 where something was left. */
async function main(): Promise<number> {
  const { values } = readCommandLine(process.argv.slice(2), COMMAND);
  const report = await withApp(readWhere(values), (api, key) =>
    enablementClient(api, key).cleanUpTenants(values.by, values['dry-run']),
  );
  const lines = values.json ? [JSON.stringify(report)] : inLines(report);
  process.stdout.write(`${lines.join('\n')}\n`);
  const isLeft = report.places.some(({ unread }) => unread.length > 0);
  return isLeft || (report.counts ?? []).some(({ left }) => left > 0) ? 1 : 0;
}

const STATES = { planned: 'would go', done: 'removed', gone: 'gone', left: 'LEFT' } as const;

function inLines({ id, dryRun, tenants, places, missing = [] }: CleanupReport): string[] {
  const through = `${tenants} ${tenants === 1 ? 'tenant' : 'tenants'}`;
  const found = places.flatMap(({ tenantId, tasks, unread }) => [
    '',
    tenantId,
    ...tasks.flatMap(({ state, kind, what, count, madeBy, why }) =>
      wrap(
        STATES[state],
        `${kind} ${what}${count === undefined ? '' : ` (${count})`}${madeBy === undefined ? '' : `, made by ${madeBy}`}${why === undefined ? '' : `: ${why}`}`,
      ),
    ),
    ...unread.flatMap(({ kind, why }) => wrap('not read', `${kind}: ${why}`)),
  ]);
  return [
    `Housekeeping ${id}, ${through}${dryRun ? ', dry run: nothing was touched' : ''}`,
    ...(found.length > 0 ? found : ['', '  Nothing to clear away.']),
    ...missing.map((tenantId) => `  ${tenantId} broke off; its log says why`),
  ];
}

runCommand(main);
