import { parseArgs } from 'node:util';
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

/**
 * `npm run bench`: figures of one run on this machine, each beside the platform without us.
 * `npm run bench -- audits`: nights with a thousand tenants, beside what is allowed.
 * `npm run bench -- cost`: what is paid for, counted; rewrites the tables of docs/scale.md.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  if (positionals[0] === 'cost') return void process.stdout.write(`${await cost()}\n`);
  const isAudits = positionals[0] === 'audits';
  const figures = isAudits ? await audits(Number(values.tenants)) : await platform(Number(values.waiting));
  const json = JSON.stringify(figures.map((figure) => ({ ...figure, ratio: ratioOf(figure) })));
  const table = tableOf(figures, isAudits ? 'allowed' : 'bare');
  process.stdout.write(values.json ? `${json}\n` : `${table}\n\n${json}\n`);
  if (isAudits && figures.some((figure) => (ratioOf(figure) ?? 0) > 1)) process.exitCode = 1;
}

const platform = async (runs: number): Promise<Figure[]> => [
  ...(await accepting()),
  ...(await proving()),
  ...waiting(runs),
  ...(await loading()),
];

void main();
