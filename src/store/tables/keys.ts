import type { Overdue } from '../../domain/audit/overdue-audit';
import { rankOf, type Delivery } from '../../domain/events/delivery';

/** Table and key names are spelled in this file and nowhere else. */
export const RUNS_TABLE = 'GastvrijRuns';
export const TENANTS_TABLE = 'GastvrijTenants';

export interface Key {
  partitionKey: string;
  rowKey: string;
}

const STEP_DIGITS = 6;
const COMMAND_DIGITS = 6;
const FINISHED_DIGITS = 9;
/** Later than any time we will see: subtracting from it makes the newest run sort first. */
const END_OF_TIME = 9_999_999_999_999;

export const runKey = (id: string): Key => ({ partitionKey: id, rowKey: 'run' });
export const stepKey = (id: string, sequence: number): Key => ({
  partitionKey: id,
  rowKey: `step!${String(sequence).padStart(STEP_DIGITS, '0')}`,
});
/** What a run is told: a row each, so that none makes the row of the run too long for the next. */
export const commandKey = (id: string, sequence: number): Key => ({
  partitionKey: id,
  rowKey: `command!${String(sequence).padStart(COMMAND_DIGITS, '0')}`,
});
export const deliveryKey = (id: string, { kind, edition }: Pick<Delivery, 'kind' | 'edition'>): Key => ({
  partitionKey: id,
  rowKey: `delivery!${rankOf(kind)}!${kind}${edition === undefined ? '' : `!${edition}`}`,
});
export const begunKey = (id: string, sequence: number): Key => ({
  partitionKey: id,
  rowKey: `begun!${String(sequence).padStart(STEP_DIGITS, '0')}`,
});
export const guestCallKey = (id: string, n: number): Key => ({
  partitionKey: id,
  rowKey: `guest!${String(n).padStart(STEP_DIGITS, '0')}`,
});
export const guestAnswerKey = (id: string, n: number): Key => ({
  partitionKey: id,
  rowKey: `${guestCallKey(id, n).rowKey}!answer`,
});
/** `who` is a hash of a name and an identity: whoever joins twice is noted once. */
export const joinKey = (id: string, who: string): Key => ({ partitionKey: id, rowKey: `joined!${who}` });
export const sequenceIn = (begunRowKey: string): number => Number(begunRowKey.slice('begun!'.length));
/** Which row of a run it is, for a person: `step 7`. */
export function rowInWords(rowKey: string): string {
  const [prefix = '', number = '', answer] = rowKey.split('!');
  const n = /^\d+$/.test(number) ? ` ${Number(number)}` : '';
  if (prefix === 'begun') return `what step${n} was about to write`;
  if (prefix === 'guest') return `${answer ? 'the answer to ' : ''}call${n} about the test guest`;
  return `${prefix}${n}`;
}
export const leaseKey = (tenantId: string): Key => ({ partitionKey: tenantId, rowKey: 'lease' });
export const openKey = (tenantId: string, id: string): Key => ({
  partitionKey: tenantId,
  rowKey: `open!${id}`,
});
export const addressKey = (tenantId: string, id: string): Key => ({
  partitionKey: tenantId,
  rowKey: `callback!${id}`,
});
/** `keyHash` is a hash, so that a caller's key never meets the characters a row key may not hold. */
export const callerKey = (tenantId: string, keyHash: string): Key => ({
  partitionKey: tenantId,
  rowKey: `key!${keyHash}`,
});
/** That a run holds a caller's key: saved with the key, so that the keys of a run are found by it alone. */
export const heldKey = (tenantId: string, id: string, keyHash: string): Key => ({
  partitionKey: tenantId,
  rowKey: `holds!${id}!${keyHash}`,
});
/** The range of what `heldKey` gives to one run. */
export const heldBy = (id: string): { from: string; to: string } => ({
  from: `holds!${id}!`,
  to: `holds!${id}"`,
});
export const keyHashIn = (heldRowKey: string): string => heldRowKey.slice(heldRowKey.lastIndexOf('!') + 1);
/** A number for each run that ended, in the order in which they did. */
export const finishedKey = (tenantId: string, number: number): Key => ({
  partitionKey: tenantId,
  rowKey: `finished!${String(number).padStart(FINISHED_DIGITS, '0')}`,
});
export const numberIn = (finishedRowKey: string): number => Number(finishedRowKey.slice('finished!'.length));
export const finishedCountKey = (tenantId: string): Key => ({ partitionKey: tenantId, rowKey: 'finished' });
/** How the test team we make comes about. */
export const canaryKey = (tenantId: string): Key => ({ partitionKey: tenantId, rowKey: 'canary' });
/** When an administrator came back from the consent page; in one partition, since they are listed with registrations. */
export const consentKey = (tenantId: string): Key => ({ partitionKey: 'consents', rowKey: tenantId });
/** Until when an enablement stands. */
export const expiryKey = (tenantId: string, id: string): Key => ({
  partitionKey: tenantId,
  rowKey: `until!${id}`,
});
/** All registrations stand in one partition: there are thousands at most, and they are listed together. */
export const tenantSettingsKey = (tenantId: string): Key => ({
  partitionKey: 'tenantRecords',
  rowKey: tenantId,
});
/** `messageHash` is of the client's name and the message's own id. */
export const messageKey = (tenantId: string, messageHash: string): Key => ({
  partitionKey: tenantId,
  rowKey: `message!${messageHash}`,
});
/** All audits stand in one partition, the newest first: there is one a night. */
export const auditKey = (startedAt: number, id: string): Key => ({
  partitionKey: 'audits',
  rowKey: `${newestFirst(startedAt)}!${id}`,
});
/** That somebody was told of an overdue audit. */
export const overdueKey = ({ audit, reason }: Pick<Overdue, 'audit' | 'reason'>): Key => ({
  partitionKey: 'overdueAudits',
  rowKey: `${audit}!${reason}`,
});
/** What an audit said of a tenant: the audit has a partition of its own. */
export const tenantAuditKey = (id: string, tenantId: string): Key => ({ partitionKey: id, rowKey: tenantId });
/** All cleanup runs stand in one partition, the newest first. */
export const cleanupRunKey = (startedAt: number, id: string): Key => ({
  partitionKey: 'cleanup',
  rowKey: `${newestFirst(startedAt)}!${id}`,
});
/** What a pass found and did in a tenant: the pass has a partition of its own. */
export const tenantCleanupKey = (id: string, tenantId: string): Key => ({
  partitionKey: id,
  rowKey: tenantId,
});
/** A part of the list of an audit's tenants, behind what it said of each. */
export const auditedKey = (id: string, part: number): Key => ({
  partitionKey: id,
  rowKey: `tenants!${String(part).padStart(5, '0')}`,
});
/** What is known of a tenant from one audit to the next. */
export const auditStateKey = (tenantId: string): Key => ({
  partitionKey: `audit!${tenantId}`,
  rowKey: 'auditState',
});
/** The id at the end of a key that begins with a time. */
export const idIn = (rowKey: string): string => rowKey.slice(rowKey.indexOf('!') + 1);
/** What an audit has to tell of a tenant lies with what is known of it: both are written at once. */
export const auditDeliveryKey = (tenantId: string, { edition = '' }: Pick<Delivery, 'edition'>): Key => ({
  partitionKey: auditStateKey(tenantId).partitionKey,
  rowKey: `delivery!${edition}`,
});
/** That a tenant may have work under way; in one partition, so that it is read at once. */
export const openWorkKey = (tenantId: string): Key => ({ partitionKey: 'openWork', rowKey: tenantId });
/** How far the sweeps came. */
export const sweepKey: Key = { partitionKey: 'sweep', rowKey: 'turn' };
const newestFirst = (time: number): string => String(END_OF_TIME - time).padStart(13, '0');

export const listedKey = (tenantId: string, acceptedAt: string, id: string): Key => ({
  partitionKey: tenantId,
  rowKey: `run!${newestFirst(Date.parse(acceptedAt))}!${id}`,
});

/** What Azure Tables takes no key with: it answers a look for one with an error, and not with "there is none". */
const UNSTORABLE = /[/\\#?%\p{Cc}\p{Cs}]/u;
const MOST_UNITS = 512;

/**
 * Whether a row can be under this key at all. A key that somebody made up is one under which nothing is.
 * https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
 */
export const isStorable = ({ partitionKey, rowKey }: Key): boolean =>
  [partitionKey, rowKey].every((part) => part.length <= MOST_UNITS && !UNSTORABLE.test(part));

/** The range of row keys that begin with `prefix!`. */
export const rangeOf = (
  prefix:
    | 'begun'
    | 'command'
    | 'joined'
    | 'open'
    | 'run'
    | 'step'
    | 'guest'
    | 'message'
    | 'delivery'
    | 'callback'
    | 'finished'
    | 'until'
    | 'tenants',
): { from: string; to: string } => ({
  from: `${prefix}!`,
  to: `${prefix}"`,
});
