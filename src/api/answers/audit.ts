import { z } from 'zod';
import type { AuditCounts, AuditRun } from '../../domain/audit/audit-run';
import type { Acceptance, AuditFinding } from '../../domain/audit/audit-finding';
import type { Remediation } from '../../domain/remediation/remediation-state';
import type { ProofReport } from '../../domain/audit/recurring-proof';
import type { GuestCounts, RuleResult, TenantAudit } from '../../domain/audit/tenant-audit';
import { rung } from './outcome';
import { anything, choice, count, list, said, text, texts, time, type Shape } from './shape';

const countsFields = {
  tenants: count('Tenants with a result.'),
  clean: count('Tenants that stand as they should.'),
  withFindings: count('Tenants with open findings.'),
  unread: count('Tenants of which nothing could be read.'),
  loosened: count('Open findings that let in more than they should.'),
  tightened: count('Open findings that shut somebody out.'),
  new: count('Findings that are new in this run.'),
  resolved: count('Findings that are gone since the run before.'),
} satisfies Shape<AuditCounts>;

const runFields = {
  id: text('The id of the audit.'),
  startedAt: time('When it began.'),
  startedBy: text('Who asked for it, or `timer`.'),
  finishedAt: time('When it was over.').optional(),
  counts: z.object(countsFields).describe('What it came to, in numbers.').optional(),
  nextDue: time('When the timer is to start the next.').optional(),
  tenantId: text('The only tenant it is about; absent where it is about all.').optional(),
} satisfies Omit<Shape<AuditRun>, 'tenants' | 'missing' | 'moreMissing'>;

export const auditRunSchema = z.object(runFields);
export const auditListSchema = z.object({
  items: list(runFields, 'Audits, the newest first.'),
});

const acceptanceFields = {
  until: time('Until when.'),
  reason: text('Why.'),
  by: text('Who said so.'),
  through: text('The machine through which.').optional(),
  byId: text('The identity of whoever said so.').optional(),
  at: time('When.'),
} satisfies Shape<Acceptance>;

const remediationFields = {
  state: choice<Remediation['state']>('What is done about it.', {
    due: 'a run is asked to put it back',
    remediated: 'a run has put it back',
    declined: 'nobody agreed to that: a week later it is asked for again',
    manualSteps: 'a person was asked to put it back: a week later he is asked again',
    brokenOff: 'the run broke off: a week later it is asked for again',
    conflict: 'it was set back within a week: nothing more is written until somebody says so',
    notOurs: 'no run may write it',
  }),
  run: text('The run that is to put it back, or was the last to.').optional(),
  text: text('In words.'),
  said: said().optional(),
} satisfies Shape<Remediation>;

const findingFields = {
  key: text('What it is about, the same in every run: `T-1.AllowGuestUser`.'),
  kind: choice<AuditFinding['kind']>('What it is.', {
    loosened: 'more is let in than should be',
    tightened: 'somebody is shut out who should not be',
    leftover: 'something of a test is still there',
    pendingGuests: 'guests were invited and never came',
    proofFailed: 'guests do not get in',
  }),
  state: choice<AuditFinding['state']>('How it stands to the run before.', {
    new: 'seen for the first time, or changed',
    stillOpen: 'seen before',
    accepted: 'somebody lives with it for the time being',
    resolved: 'gone',
  }),
  control: text('The control, by its id in the checklist.').optional(),
  property: text('The property of the setting.').optional(),
  expected: anything<AuditFinding['expected']>('How it should be.').optional(),
  found: anything<AuditFinding['found']>('How it was found.'),
  text: text('In words.'),
  said: said().optional(),
  source: z
    .literal('tenantConfigurationManagement')
    .describe('Microsoft’s own monitor, where that saw it.')
    .optional(),
  asOf: time('When that monitor looked.').optional(),
  since: time('When it was first seen so.'),
  lastSeen: time('When it was last seen.'),
  resolvedAt: time('When it was found gone.').optional(),
  acceptance: z.object(acceptanceFields).describe('Who lives with it, and why.').optional(),
  remediation: z
    .object(remediationFields)
    .describe('What is done about it, where its control is to be mended.')
    .optional(),
} satisfies Shape<AuditFinding>;

const ruleFields = {
  id: text('The rule of CIS, CISA or EIDSCA.'),
  control: text('The control that decides it.'),
  passes: z.boolean().nullable().describe('Whether the tenant passes; null where that could not be read.'),
} satisfies Shape<RuleResult>;

const guestsFields = {
  all: count('Guests in the directory.'),
  neverCame: count('Guests invited more than thirty days ago who never came.'),
} satisfies Shape<GuestCounts>;

const proofFields = {
  result: choice<ProofReport['result']>('Whether guests got in, the last time that was tried to the end.', {
    proven: 'they did, as far as the rung shows',
    failed: 'something kept them out',
    never: 'it was not tried to the end yet',
  }),
  at: time('When that was.').optional(),
  rung: rung('The highest step of the ladder passed then.').optional(),
  claim: text('What that shows, and no more.').optional(),
  enablement: text('The enablement that shows it, step by step.').optional(),
  note: text('What became of a proof that was due, or of a later one.').optional(),
  noteSaid: said('What the note was made of.').optional(),
} satisfies Shape<ProofReport>;

const unknownFields = {
  control: text('The control; absent where it is no setting.').optional(),
  title: text('Its title.'),
  reason: text('Why it could not be read.'),
  reasonSaid: said('What the reason was made of.').optional(),
};

const tenantFields = {
  tenantId: text('The tenant.'),
  at: time('When it was read.'),
  outcome: choice<TenantAudit['outcome']>('How it stands.', {
    clean: 'as it should, or accepted otherwise',
    findings: 'something is open',
    unread: 'nothing of it could be read',
  }),
  findings: list(findingFields, 'What is not as it should be.'),
  unknown: list(
    unknownFields,
    'What could not be read, and for want of which permission: neither a finding nor a pass.',
  ),
  rules: list(ruleFields, 'Rules of published benchmarks.'),
  guests: z.object(guestsFields).nullable().describe('Guests by number; null where nobody may count them.'),
  teamsAsOf: time(
    'When Microsoft’s own monitor looked, where the settings of Teams come from that.',
  ).optional(),
  proof: z
    .object(proofFields)
    .describe('Whether guests really get in; absent where nobody ever tried.')
    .optional(),
  read: count('Controls that were read.'),
  adopted: count('Controls that were seen for the first time: how they stand is how they should.'),
} satisfies Shape<TenantAudit>;

/** The run that an audit asked to undo what it found in a tenant. */
const remediationRunFields = {
  run: text('The id of the run.'),
  state: choice('How far it has come.', {
    notBegun: 'not yet; where something else was changing the tenant, the next audit asks again',
    underWay: 'it reads, waits for a second person, or writes',
    finished: 'it is over',
  }),
  summary: text('How it ended, in words.').optional(),
};

export const auditReportSchema = z.object({
  ...runFields,
  tenants: list(
    {
      ...tenantFields,
      remediation: z
        .object(remediationRunFields)
        .describe('The run that was asked to put back what was found; absent where nothing is to be.')
        .optional(),
    },
    'What it says of each tenant, a page at a time, in the order of their ids.',
  ),
  continuation: text('Hand it back for the next tenants; absent on the last page.').optional(),
  missing: texts(
    'Tenants without a result, because the audit broke off there: the first hundred, known once it is over.',
  ),
  moreMissing: count('How many more there are.').optional(),
});
export type AuditReport = z.output<typeof auditReportSchema>;

export const findingSchema = z.object({
  id: text('Its id, for the call that accepts it.'),
  tenantId: text('The tenant.'),
  ...findingFields,
});
export type FindingAnswer = z.output<typeof findingSchema>;
export const findingListSchema = z.object({
  tenantId: text('The tenant.'),
  lastAudit: text('The audit that last looked; absent where none did.').optional(),
  items: z.array(findingSchema).describe('Findings, as the last audit left them.'),
});
