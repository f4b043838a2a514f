import { startWorld } from '../world/world';
import { runCommand } from './arguments';
import { enablementClient } from './enablement-client';
import { readExplainArguments, type Where } from './explain-arguments';
import { explanationInLines } from './explanation-text';

/** `npm run explain`: why a guest cannot get in. Reads every switch on the way, and changes nothing. */
async function main(): Promise<number> {
  const { question, where, json } = readExplainArguments(process.argv.slice(2));
  const explanation = await withApp(where, (api, key) => enablementClient(api, key).explain(question));
  const lines = json ? [JSON.stringify(explanation)] : explanationInLines(question.guestEmail, explanation);
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

async function withApp<T>(where: Where, use: (api: string, key: string) => Promise<T>): Promise<T> {
  if (where.kind === 'deployed') return use(where.api, where.key);
  const world = await startWorld({ tenant: where.tenant, clock: 'virtual' });
  try {
    return await use(world.api, world.key);
  } finally {
    await world.stop();
  }
}

runCommand(main);
