import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inFlight } from '../../../local/clock/in-flight';
import { installCoreModule } from '../../../local/host/app/core-module';
import { createInvoke } from '../../../local/host/app/invocation';
import { entryFiles, loadApp } from '../../../local/host/app/load-app';
import { walkActions } from '../../../local/host/durable/turn/match-history';
import { EventType, SCHEDULED, type HistoryEvent } from '../../../local/host/durable/turn/history';
import type { Head } from '../../../local/host/durable/instances/instance';
import { callOrchestrator } from '../../../local/host/durable/turn/call-orchestrator';

/** A finished run as it was kept: the head of its instance and its whole history. */
export interface KeptHistory {
  head: Head;
  history: HistoryEvent[];
}

const ROOT = path.join(__dirname, '../../../..');
const nameOf = ({ EventType: type, EventId, Name = '' }: HistoryEvent): string =>
  `${EventId} ${EventType[type]} ${Name}`.trim();

/** Runs today's code over a kept history, turn by turn, and says where it decides differently. */
async function replay({ head, history }: KeptHistory): Promise<string[]> {
  const tenantRecords = installCoreModule(() => undefined);
  await loadApp(entryFiles(ROOT));
  const invoke = createInvoke(
    tenantRecords,
    () => ({}),
    inFlight(),
    () => undefined,
  );
  const orchestrator = tenantRecords.functions.find(({ name }) => name === head.name);
  if (orchestrator === undefined) return [`no orchestrator ${head.name} is registered`];

  const differences: string[] = [];
  const starts = history.flatMap(({ EventType: type }, index) =>
    type === EventType.OrchestratorStarted ? [index] : [],
  );
  for (const [turn, start] of starts.entries()) {
    const end = starts[turn + 1] ?? history.length;
    const decided = history.slice(start, end).filter(({ EventType: type }) => SCHEDULED.includes(type));
    const given = history
      .slice(start, end)
      .filter(
        (one) =>
          !decided.includes(one) &&
          one.EventType !== EventType.OrchestratorCompleted &&
          one.EventType !== EventType.ExecutionCompleted,
      );
    const seen = [...history.slice(0, start), ...given];
    const answer = await callOrchestrator(invoke, orchestrator, head, seen, start > 0);
    const now = Date.parse(history[start]?.Timestamp ?? '');
    const childId = (sequence: number): string => `${head.executionId}:${sequence}`;
    const walk = walkActions(answer.actions, seen, { now, stamp: now, isRegistered: () => true, childId });
    const [was, is] = [decided.map(nameOf).join(', '), walk.scheduled.map(nameOf).join(', ')];
    if (walk.conflict !== undefined) differences.push(`turn ${turn}: ${walk.conflict}`);
    else if (was !== is)
      differences.push(`turn ${turn}: decided ${was || 'nothing'}, decides ${is || 'nothing'} now`);
  }
  return differences;
}

void replay(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as KeptHistory).then((differences) => {
  process.stdout.write(JSON.stringify(differences));
});
