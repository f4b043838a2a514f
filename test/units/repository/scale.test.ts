import { readFileSync } from 'node:fs';
import path from 'node:path';
import { costTable, SET_TO, type CountedWork } from '../../../bench/cost-table';

const ROOT = path.join(__dirname, '../../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
/** The cells of the tables in a text, however wide they are drawn. */
const cellsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^[|\s-]+$/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));

describe('the page about scale and cost', () => {
  it('shows what follows from what was counted', () => {
    const [, shown = ''] = /<!-- counted -->([^]*)<!-- \/counted -->/.exec(read('docs/scale.md')) ?? [];
    const counted = JSON.parse(read('bench/counted.json')) as CountedWork;
    expect(cellsOf(shown)).toEqual(cellsOf(costTable(counted)));
  });

  it('reckons with what an installation is set to', () => {
    const host = JSON.parse(read('host.json')) as {
      extensions: { durableTask: { storageProvider: Record<string, unknown> } };
    };
    const { gigabytes, partitions, pollSeconds } = SET_TO;
    expect(host.extensions.durableTask.storageProvider).toMatchObject({
      partitionCount: partitions,
      maxQueuePollingInterval: `00:00:${pollSeconds}`,
    });
    expect(read('infra/main.parameters.json')).toContain(`{INSTANCE_MEMORY=${gigabytes * 1024}}`);
  });
});
