import type { HttpResponseInit } from '@azure/functions';
import type { z } from 'zod';
import { voiceOf } from '../../access/caller';
import type { FindingAnswer } from '../../api/answers/audit';
import { acceptFinding, listFindings, remediateFinding } from '../../api/routes/audits';
import { acceptAsBaseline } from '../../domain/audit/audit';
import { accept, type Acceptance, type AuditFinding } from '../../domain/audit/audit-finding';
import type { Remediation } from '../../domain/remediation/remediation-state';
import { forgotten, isLeftAlone } from '../../domain/remediation/remediate-findings';
import type { AuditState } from '../../domain/audit/audit-state';
import { violationsOf, type Violation } from '../../domain/input/violation';
import type { Services } from '../../composition/services';
import { partsOfFindingId, unknownFinding } from './finding-id';
import { serve, type Call } from '../http/serve';
import { say } from '../../texts/say';

/**
 * `GET /findings` shows what the last audit of a tenant found; `POST /findings/{id}/accept` lives with one of them, and
 * `/remediate` has it put back once more.
 */
export function registerFindings(services: Services): void {
  const { audits, tenants, now } = services;
  serve(services, listFindings, async ({ query: { tenant: tenantId = tenants.home } }) => {
    const kept = await audits.auditState(tenantId);
    const items = (kept?.auditState.findings ?? []).map((finding) => answerOf(tenantId, finding));
    const lastAudit = kept && { lastAudit: kept.auditId };
    return { headers: { 'cache-control': 'no-store' }, jsonBody: { tenantId, ...lastAudit, items } };
  });
  serve(services, remediateFinding, (call) => remediateOne(services, call));
  serve(services, acceptFinding, (call) => acceptOne(services, call), {
    parseBody: async (body) => parseAcceptance(body, now()),
  });
}

/** Parses what somebody sends who lives with a finding, and names everything that is wrong with it, at once. */
export function parseAcceptance(
  body: unknown,
  now: Date,
): { kind: 'accepted'; request: AcceptanceBody } | { kind: 'rejected'; violations: Violation[] } {
  const parsed = acceptFinding.body.safeParse(body);
  const violations = parsed.success ? [] : violationsOf(parsed.error);
  const { until, asBaseline } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  if (asBaseline !== true && until === undefined)
    violations.push({ pointer: '/until', message: 'is required unless it becomes the baseline' });
  if (typeof until === 'string' && Date.parse(until) <= now.getTime())
    violations.push({ pointer: '/until', message: 'must lie in the future' });
  return parsed.success && violations.length === 0
    ? { kind: 'accepted', request: parsed.data }
    : { kind: 'rejected', violations };
}

type AcceptanceBody = z.output<typeof acceptFinding.body>;

/** The finding of an id, by the tenant and what it is about; undefined where it is none. */
export async function findingOf(
  { audits }: Pick<Services, 'audits'>,
  id: string,
): Promise<{ tenantId: string; finding: AuditFinding } | undefined> {
  const { tenantId, key } = partsOfFindingId(id);
  const kept = await audits.auditState(tenantId);
  const finding = kept?.auditState.findings.find((one) => one.key === key);
  return finding && { tenantId, finding };
}

export async function acceptOne(
  services: Services,
  { params: { id }, body, caller }: Pick<Call<typeof acceptFinding>, 'params' | 'body' | 'caller'>,
): Promise<HttpResponseInit> {
  const { by, reason, until, asBaseline } = body;
  const at = services.now().toISOString();
  // What becomes the baseline is accepted until the next audit finds nothing amiss any more.
  const acceptance: Acceptance = { until: until ?? at, reason, by, at, ...voiceOf(caller) };
  return change(services, id, (auditState, key) => {
    const findings = accept(auditState.findings, key, acceptance);
    const finding = findings?.find((one) => one.key === key);
    if (findings === undefined || finding === undefined) return undefined;
    const baseline = asBaseline
      ? acceptAsBaseline(auditState.baseline, finding, { by, since: at })
      : auditState.baseline;
    return { ...forgotten(auditState, key), baseline, findings };
  });
}

/** Forgets that somebody conflicts over a finding, or said no: the next audit has it put back again. */
async function remediateOne(
  services: Services,
  { params: { id }, body: { by } }: Call<typeof remediateFinding>,
): Promise<HttpResponseInit> {
  const at = services.now().toISOString();
  return change(services, id, (auditState, key) => {
    const finding = auditState.findings.find((one) => one.key === key && isLeftAlone(one));
    if (finding === undefined) return undefined;
    const remediation: Remediation = { state: 'due', ...say('remediation.requested', { by, at }) };
    const findings = auditState.findings.map((one) => (one === finding ? { ...finding, remediation } : one));
    return { ...forgotten(auditState, key), findings };
  });
}

/** Changes what is known of a tenant, and again from the start when somebody else changed it in between. */
async function change(
  { audits }: Services,
  id: string,
  decide: (auditState: AuditState, key: string) => AuditState | undefined,
): Promise<HttpResponseInit> {
  const { tenantId, key } = partsOfFindingId(id);
  for (;;) {
    const kept = await audits.auditState(tenantId);
    const auditState = kept && decide(kept.auditState, key);
    const finding = auditState?.findings.find((one) => one.key === key);
    if (kept === undefined || auditState === undefined || finding === undefined) return unknownFinding();
    const { etag, ...rest } = kept;
    if ((await audits.keep(tenantId, { ...rest, auditState }, etag)) === 'kept')
      return { headers: { 'cache-control': 'no-store' }, jsonBody: answerOf(tenantId, finding) };
  }
}

const answerOf = (tenantId: string, finding: AuditFinding): FindingAnswer => ({
  id: `${tenantId}.${finding.key}`,
  tenantId,
  ...finding,
});
