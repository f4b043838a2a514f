import { parseArgs } from 'node:util';
import { accepting } from './accepting';
import { tableOf, type Figure } from './figure';
import { loading } from './loading';
import { proving } from './proving';
import { waiting } from './waiting';

/** `npm run bench`: figures of one run on this machine, each beside the platform without us. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false }, waiting: { type: 'string', default: '10000' } },
  });
  const figures: Figure[] = [
    ...(await accepting()),
    ...(await proving()),
    ...waiting(Number(values.waiting)),
    ...(await loading()),
  ];
  const json = JSON.stringify(figures.map((figure) => ({ ...figure, ratio: figure.ours / figure.bare })));
  process.stdout.write(values.json ? `${json}\n` : `${tableOf(figures)}\n\n${json}\n`);
}

void main();
