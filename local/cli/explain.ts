import { runCommand } from './command-line';
import { enablementClient } from './enablement-client';
import { readExplainArguments } from './explain-arguments';
import { explanationInLines } from './explanation-text';
import { withApp } from './target';

/** `npm run explain`: why a guest cannot get in. Reads every switch on the way, and changes nothing. */
async function main(): Promise<number> {
  const { question, where, json } = readExplainArguments(process.argv.slice(2));
  const explanation = await withApp(where, (api, key) => enablementClient(api, key).explain(question));
  const lines = json ? [JSON.stringify(explanation)] : explanationInLines(question.guestEmail, explanation);
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

runCommand(main);
