import { CHECKLIST, concernedBy } from '../../controls/checklist';
import type { Change, Control, DocumentId, DesiredSettings } from '../../controls/control';
import { readDocuments, serviceOf, type DocumentReading } from '../../settings/read-settings';
import type { Scope } from '../../settings/settings-document';
import type { Values } from '../../controls/values/value';
import { desiredSettingsOf } from '../../domain/plan/desired-settings';
import type { Enablement } from '../../domain/enablement/enablement';
import type { EnablementRequest } from '../../domain/enablement/request';
import type { TenantContext } from './tenant-context';

export const scopeOf = ({ teamId, domains }: DesiredSettings): Scope => ({
  domains,
  ...(teamId !== undefined && { teamId }),
});

/** What a request is about, where a document is kept for more than one; an audit saw the entries of all partners. */
export const scopeFor = (
  request: EnablementRequest,
  changes: readonly Pick<Change, 'property'>[] = [],
): Scope => {
  if (request.remediates) return { domains: [], allPartners: true };
  const partners = partnersIn(changes);
  return { ...scopeOf(desiredSettingsOf(request)), ...(partners.length > 0 && { partners }) };
};

/** The organisations whose entries are written: their domains may lead elsewhere by now, and their entries stay. */
const partnersIn = (changes: readonly Pick<Change, 'property'>[]): string[] => [
  ...new Set(changes.flatMap(({ property }) => /^partner:(.+)$/.exec(property)?.[1] ?? [])),
];

/**
 * Whether a document waits for a person: the operator keeps the Teams settings to himself, or their service, which
 * Microsoft does not document, would not even show it.
 */
export const isManual = (
  { teamsSettings }: Pick<TenantContext, 'teamsSettings'>,
  document: DocumentId,
  isRead = true,
): boolean => serviceOf(document) === 'teamsAdmin' && (teamsSettings === 'manual' || !isRead);

/**
 * The controls a run is about, and what they show now: each document once.
 * @param changes what was written, or is to be: what it concerns is read whatever the request leads to by now
 */
export async function readFor(
  { clients, now }: Pick<TenantContext, 'clients' | 'now'>,
  { request }: Enablement,
  controls?: readonly Control[],
  changes: readonly Change[] = [],
) {
  const desired = desiredSettingsOf(request);
  const concerned = controls ?? concernedBy(desired);
  return {
    desired,
    controls: concerned,
    documents: await readDocuments(clients, concerned, scopeFor(request, changes), now),
  };
}

/** The controls of documents. */
export const controlsIn = (documents: readonly DocumentId[]): Control[] =>
  CHECKLIST.filter(({ document }) => document !== undefined && documents.includes(document));

export const requestIdsOf = (documents: readonly DocumentReading[]): string[] => [
  ...new Set(
    documents.flatMap(({ readings }) =>
      readings.flatMap((reading) =>
        reading.kind === 'known' && reading.requestId ? [reading.requestId] : [],
      ),
    ),
  ),
];

/** What each document held, as far as it could be read. */
export const valuesIn =
  (documents: readonly DocumentReading[]) =>
  (document: DocumentId): Values | undefined => {
    const found = documents.find((one) => one.document === document);
    return found?.kind === 'known' ? found.snapshot.values : undefined;
  };

export const readingsOf = (documents: readonly DocumentReading[]) =>
  documents.flatMap(({ readings }) => readings);
