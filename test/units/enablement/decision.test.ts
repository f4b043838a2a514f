import type { Enablement } from '../../../src/domain/enablement/enablement';
import type { EnablementStatus } from '../../../src/domain/enablement/status';
import type { Reader } from '../../../src/web/reader';
import { decidePart } from '../../../src/web/run/parts/decide-part';
import type { RunView } from '../../../src/web/run/run-view';
import { run as en } from '../../../src/web/words/en/run';
import { run as nl } from '../../../src/web/words/nl/run';

const shown = (run: typeof en, more: Partial<EnablementStatus['approval']>, outcome?: 'declined'): string => {
  const approval = { planHash: 'h', expiresAt: '2026-03-02T08:00:00Z', ...more };
  const view = { run: { request: {} } as Enablement, status: { approval, outcome, status: 'applying' } };
  return decidePart({ words: { run } } as Reader, view as unknown as RunView).text;
};

it('the page of a run confirms a decision: who made it and what follows, in both languages', () => {
  const grace = { by: 'Grace' };
  expect(shown(en, { ...grace, decision: 'approved' })).toContain(
    'Grace approved the plan. The changes are made now and then tested.',
  );
  expect(shown(nl, { ...grace, decision: 'approved' })).toContain('Grace heeft het plan goedgekeurd. De');
  expect(shown(en, { ...grace, decision: 'declined' })).toContain(
    'Grace declined the plan. Nothing is changed',
  );
  expect(shown(en, { decision: 'declined' }, 'declined')).toContain('Nobody decided in time');
  expect(shown(en, { decision: 'declined' }, 'declined')).not.toContain('Nothing is changed');
});
