import { readCommandLine, runCommand, UsageFault } from '../local/cli/command-line';
import { accepting } from './accepting';
import { audits } from './audits';
import { cost } from './cost';
import { ratioOf, tableOf, type Figure } from './figure';
import { loading } from './loading';
import { proving } from './proving';
import { waiting } from './waiting';

const OPTIONS = {
  json: { type: 'boolean', default: false },
  waiting: { type: 'string', default: '10000' },
  tenants: { type: 'string', default: '1000' },
} as const;

const COMMAND = {
  name: 'npm run bench',
  takes: '[audits | cost]',
  about: `Figures of one run on this machine, each beside the platform without us.
  audits             nights with a thousand tenants, beside what is allowed; exits with 1 where one is over
  cost               what is paid for, counted; rewrites the tables of docs/scale.md`,
  options: OPTIONS,
  flags: `  --waiting N        how many runs wait at once (default 10000)
  --tenants N        how many tenants an audit has (default 1000)
  --json             the figures as JSON alone`,
};

/**
 * `npm run bench`: figures of one run on this machine, each beside the platform without us.
 * `npm run bench -- audits`: nights with a thousand tenants, beside what is allowed.
 * `npm run bench -- cost`: what is paid for, counted; rewrites the tables of docs/scale.md.
 */
async function main(): Promise<number> {
  const { values, positionals } = readCommandLine(process.argv.slice(2), COMMAND);
  if (positionals.length > 1 || !['audits', 'cost', undefined].includes(positionals[0]))
    throw new UsageFault(`There is no bench "${positionals.join(' ')}". See ${COMMAND.name} -- --help.`);
  if (positionals[0] === 'cost') {
    process.stdout.write(`${await cost()}\n`);
    return 0;
  }
  const isAudits = positionals[0] === 'audits';
  const figures = isAudits ? await audits(Number(values.tenants)) : await platform(Number(values.waiting));
  const json = JSON.stringify(figures.map((figure) => ({ ...figure, ratio: ratioOf(figure) })));
  const table = tableOf(figures, isAudits ? 'allowed' : 'bare');
  process.stdout.write(values.json ? `${json}\n` : `${table}\n\n${json}\n`);
  return isAudits && figures.some((figure) => (ratioOf(figure) ?? 0) > 1) ? 1 : 0;
}

const platform = async (runs: number): Promise<Figure[]> => [
  ...(await accepting()),
  ...(await proving()),
  ...waiting(runs),
  ...(await loading()),
];

runCommand(main);
