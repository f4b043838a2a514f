import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { costTable, type CountedWork } from './cost-table';
import { countEnablement, countIdleDay } from './counting';
import { ROOT } from './worlds';

const COUNTED = path.join(ROOT, 'bench/counted.json');
const PAGE = path.join(ROOT, 'docs/scale.md');
const MANY = 61;

/** The page with the tables that follow from what was counted. */
async function pageWith(work: CountedWork): Promise<string> {
  const page = readFileSync(PAGE, 'utf8');
  const between = `$1\n\n${costTable(work).replaceAll('$', '$$$$')}\n\n$2`;
  const text = page.replace(/(<!-- counted -->)[^]*(<!-- \/counted -->)/, between);
  return format(text, { ...(await resolveConfig(PAGE)), filepath: PAGE });
}

/** `npm run bench -- cost`: counts anew, keeps what was counted and writes it into docs/scale.md. */
export async function cost(): Promise<string> {
  const work: CountedWork = {
    enablements: {
      'an enablement, all on already': await countEnablement('already-on'),
      'closed, agreed to, proven': await countEnablement('all-off'),
      'never works, 24 h': await countEnablement('slow'),
    },
    idleDay: await countIdleDay(1),
    idleDayOfMany: await countIdleDay(MANY),
    many: MANY,
  };
  writeFileSync(COUNTED, `${JSON.stringify(work, null, 2)}\n`);
  writeFileSync(PAGE, await pageWith(work));
  return costTable(work);
}
