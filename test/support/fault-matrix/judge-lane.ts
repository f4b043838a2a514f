import type { EnablementStatus } from '../../../src/domain/enablement/status';
import type { TenantView } from '../../../local/tenant/tenant';
import { startState } from '../../../local/tenant/tenant-state';
import type { TenantFacts } from '../record-judge/facts';
import { gatherRecords } from '../record-judge/gather-facts';
import { judgeRecords } from '../record-judge/questions';
import { isWrite, type Cell } from './cells';
import { settingsOf, theTenant } from './lane';

/** A cell while it runs. */
export interface Lane {
  cell: Cell;
  n: number;
  struck: () => boolean;
  id?: string;
  outcome?: string;
  undo?: string;
}

/** What became of a cell: nothing wrong, or what. */
export interface Judged {
  cell: Cell;
  struck: boolean;
  outcome: string | undefined;
  wrong: string[];
}

/** What the records of a lane say, held against what was done in its tenant since the round began. */
export async function judgeLane(
  { cell, n, id, outcome, undo: way, struck }: Lane,
  since: string,
  tenant: TenantView,
  all: TenantFacts,
  storage: string,
  statusOf: (id: string) => Promise<EnablementStatus>,
): Promise<Judged> {
  const ids = [id, way].filter((one) => one !== undefined);
  const facts: TenantFacts = {
    ...all,
    writes: all.writes.filter(({ at }) => at >= since),
    values: all.values.filter(({ at }) => at >= since),
  };
  const records = await gatherRecords(storage, ids);
  const wrong = judgeRecords({ tenants: [facts], ...records, live: [] });
  const { mayEnd: anywhere, readsMayEnd, somebody, fault } = cell.faultClass;
  const mayEnd = anywhere ?? (isWrite(cell) ? undefined : readsMayEnd);
  const wanted = mayEnd ?? ['succeeded'];
  if (outcome === undefined || !wanted.includes(outcome))
    wrong.push(`outcome: the run ended as ${outcome ?? 'not over'}`);
  const undone = way === undefined ? undefined : ((await statusOf(way)).outcome ?? 'not over');
  const isSlow = cell.phase === 'undo' || cell.realm === 'document';
  const mayUndo = ['undone', ...(isSlow ? (mayEnd ?? []) : [])];
  if (undone !== undefined && !mayUndo.includes(undone)) wrong.push(`outcome: the undo ended as ${undone}`);
  const isBack =
    JSON.stringify(settingsOf(tenant.state)) === JSON.stringify(settingsOf(startState(theTenant(n))));
  const { undoing } = records.runs.find(({ run }) => run.id === way)?.run.runOutcome ?? {};
  const isNamed = [undoing?.manualSteps, undoing?.notUndone].some((list = []) => list.length > 0);
  // Microsoft's word against what it did: then the undo names it, and leaves it.
  const isDenied = fault?.kind === 'answer' && fault.status === 429 && (undoing?.conflicts ?? []).length > 0;
  const isTheirs = somebody !== undefined && somebody.does !== 'extends' && somebody.does !== 'approves';
  const mayDiffer = isTheirs || isDenied || undone === undefined || undone === 'failed' || isNamed;
  if (!isBack && !mayDiffer) wrong.push('left: the settings are not as they were');
  // A request that arrives twice, or late, writes what stands there; the network did that, not we.
  if (fault?.kind !== 'repeat' && fault?.kind !== 'late')
    wrong.push(...tenant.faults.map((text) => `Microsoft frowns: ${text}`));
  return { cell, struck: struck(), outcome: [outcome, undone].join(', '), wrong };
}
