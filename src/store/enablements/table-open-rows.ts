import type { EnablementRequest } from '../../domain/enablement/request';
import type { EnablementStore, OpenRun } from './enablement-store';
import * as keys from '../tables/keys';
import { gatherJson } from '../tables/long-json';
import { openRowSchema, parsedRequest } from '../tables/rows/run-rows';
import { readable } from '../tables/unreadable-rows';
import { findRow, type Tables } from '../tables/tables';

type Row = Record<string, unknown>;

/**
 * A run under way, by its row among those of its tenant. Where nobody can read that, by what the run's own rows say: the
 * key tells which run it is. Nothing that is open is hidden by a row that is spoiled.
 */
export async function openRunIn(
  tables: Tables,
  store: Pick<EnablementStore, 'legibleSteps'>,
  row: Row,
): Promise<OpenRun> {
  const { unreadable } = tables;
  const open = readable(unreadable, tables.tenants, row, (one) => openRowSchema.parse(one));
  if (open !== undefined) return open;
  const id = keys.idIn(String(row['rowKey']));
  const tenantId = String(row['partitionKey']);
  const saved = (await findRow(tables.runs, keys.runKey(id))) ?? {};
  const [accepted] = (await store.legibleSteps(id)).steps;
  const request =
    requestIn(row) ??
    requestIn(saved) ??
    (accepted?.kind === 'accepted' ? requestOf(() => parsedRequest(accepted.result)) : undefined);
  const at = [row['acceptedAt'], saved['acceptedAt'], accepted?.started].find(isMoment);
  const acceptedAt = at ?? new Date(0).toISOString();
  return request
    ? { id, acceptedAt, request }
    : { id, acceptedAt, request: unknownTo(tenantId), isUnknown: true };
}

const requestIn = (row: Row): EnablementRequest | undefined =>
  requestOf(() => parsedRequest(gatherJson(row, 'request')));

function requestOf(read: () => EnablementRequest): EnablementRequest | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const isMoment = (value: unknown): value is string =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value));

/** Of whom nobody can read what was asked: enough to end it, and nothing that would have anything written. */
const unknownTo = (tenantId: string): EnablementRequest => ({
  tenantId,
  goal: 'guestAccess',
  profile: 'gated',
  requestedBy: 'unknown (the request could not be read)',
  guestCalling: 'leave',
  guestMeeting: 'leave',
  guestMessaging: 'leave',
  allowConsumer: false,
  deadlineHours: 24,
  purgeTestGuest: false,
  undoOnFailure: false,
  dryRun: false,
});
