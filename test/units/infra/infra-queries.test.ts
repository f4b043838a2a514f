import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { literalOf, propertyOf, walk } from '../../support/bicep/syntax';
import { readTemplate } from '../../support/bicep/template';

const ROOT = path.join(__dirname, '../../../..');
/** Where every line that is logged has its type. */
const TYPES = path.join('src', 'domain', 'events', 'log-event.ts');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

describe('what is watched', () => {
  const queries = readdirSync(path.join(ROOT, 'infra/queries'));
  const runbook = read('docs/runbook.md');
  /** The events of the runbook, with their fields. */
  const events = new Map(
    [...runbook.matchAll(/^\| `(\w+)` +\| ([^|]+)\|/gm)].map(([, event = '', fields = '']) => [
      event,
      [...fields.matchAll(/`(\w+)`/g)].map(([, field]) => field ?? ''),
    ]),
  );

  it('is what the runbook says is logged: no event more, none less, and each of them is said somewhere', () => {
    const eventsIn = (text: string): string[] =>
      [...text.matchAll(/\bevent: '(\w+)'/g)].map(([, event = '']) => event);
    const known = eventsIn(read(TYPES));
    expect([...events.keys()].sort()).toEqual([...known].sort());
    const sources = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .map((name) => path.join('src', name))
      .filter((name) => name.endsWith('.ts') && name !== TYPES);
    expect(new Set(sources.flatMap((name) => eventsIn(read(name))))).toEqual(new Set(known));
  });

  it.each(queries)('%s asks only for events and fields that are logged', (file) => {
    const text = read(`infra/queries/${file}`);
    const named = [...text.matchAll(/"event":"(\w*)/g)].map(([, event = '']) => event);
    const asked = named.filter((event) => event !== '');
    expect(asked.filter((event) => !events.has(event))).toEqual([]);
    const known = named.includes('')
      ? ['event', ...[...events.values()].flat()]
      : asked.flatMap((event) => events.get(event) ?? []);
    const fields = [...text.matchAll(/\bsaid\.(\w+)/g), ...text.matchAll(/parse_json\(message\)\.(\w+)/g)];
    expect(fields.map(([, field]) => field).filter((field) => !known.includes(field ?? ''))).toEqual([]);
  });

  it.each(queries)('%s says first what it shows, and leaves the period to whoever asks', (file) => {
    const text = read(`infra/queries/${file}`);
    expect(text).toMatch(/^\/\/ [A-Z]/);
    expect(text).not.toMatch(/ago\(/);
  });

  it.each([
    ['callbackGivenUp', 'dead-letters'],
    ['callbackDefective', 'defective-messages'],
    ['outcomeShortened', 'shortened-outcomes'],
    ['auditOverdue', 'audit-overdue'],
  ])('raises an alert for %s: nobody else is told of it', (event, name) => {
    expect(read('infra/modules/alerts.bicep')).toContain(`loadTextContent('../queries/${name}.kql')`);
    expect(read(`infra/queries/${name}.kql`)).toContain(`"event":"${event}"`);
  });

  it('is explained in the runbook, alert by alert', async () => {
    const { root } = await readTemplate(path.join(ROOT, 'infra/modules/alerts.bicep'));
    const rules = [...walk(root)]
      .filter(({ type }) => type === 'object')
      .filter(
        (object) => propertyOf(object, 'severity') && propertyOf(object, 'query')?.type === 'call_expression',
      );
    const names = rules.map((rule) => literalOf(propertyOf(rule, 'name')) ?? '');
    expect(names).toEqual([
      'failed-runs',
      'dead-letters',
      'defective-messages',
      'shortened-outcomes',
      'throttling',
      'audit-overdue',
      'audit-silence',
    ]);
    for (const rule of rules) {
      const name = literalOf(propertyOf(rule, 'name')) ?? '';
      expect(propertyOf(rule, 'query')?.text).toBe(`loadTextContent('../queries/${name}.kql')`);
      expect(runbook).toContain(`\n## ${name}\n\n_${literalOf(propertyOf(rule, 'title')) ?? ''}._`);
    }
  });
});
