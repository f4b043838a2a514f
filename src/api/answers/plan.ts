import type { DocumentId } from '../../controls/control';
import type { Value } from '../../controls/values/value';
import type { PlannedManualStep, Cannot, Note, Plan, PlannedChange } from '../../domain/plan/plan';
import type { DomainNotice, DomainNoticeKind } from '../../domain/partner/domain-notices';
import type { PlanTerms } from '../../domain/plan/plan-terms';
import { z } from 'zod';
import { anything, choice, list, name, said, text, texts, time, yesNo, type Shape } from './shape';

const note = {
  control: text('The id of the switch in the checklist: `E-1`.'),
  title: text('What the switch is called.'),
  text: text('What there is to say about it.'),
  said: said().optional(),
} satisfies Shape<Note>;

const change = {
  control: note.control,
  title: note.title,
  document: name<DocumentId>('The settings document that holds it.'),
  property: text('The property that changes.'),
  before: anything<Value>('What it holds now.'),
  after: anything<Value>('What it will hold.'),
  reason: text('Why it must change.'),
  risk: text('What opening it risks.'),
  reasonSaid: said('What the reason was made of.').optional(),
  despiteReading: z
    .literal(true)
    .describe('Written also where a reading shows it done: that reading may be older than a write of ours.')
    .optional(),
} satisfies Shape<PlannedChange>;

const adminPage = text('Where an administrator finds the switch.');

const cannot = {
  ...note,
  isClosed: yesNo('Whether it stands in the way for sure.'),
  whoCan: text('Who can look at it, or change it.'),
  whoCanSaid: said('What that was made of.').optional(),
  adminPage,
} satisfies Shape<Cannot>;

const manualSteps = {
  ...note,
  document: change.document,
  powerShell: text('The line an administrator would type.'),
  adminPage,
} satisfies Shape<PlannedManualStep>;

const domainNotice = {
  kind: choice<DomainNoticeKind>('Why it is named.', {
    publicMail: 'on a list of public mail providers',
    firstDomain: 'the initial domain of a Microsoft 365 tenant',
    providersSuffix: 'a provider gives names below it to whoever asks',
    otherScript: 'a name in letters outside ASCII',
  }),
  domain: text('The domain, in ASCII.'),
  text: text('What there is to know about it.'),
  said: said().optional(),
} satisfies Shape<DomainNotice>;

const benchmark = { benchmark: text('The rule: `CIS 5.1.6.3`.'), control: note.control };

export const terms = {
  enableUntil: time('Until when it stands; absent where nothing ends it.').optional(),
  testGuestEmail: text('The address that is invited as a test.').optional(),
  partnerDomains: texts('The partners it opens to.').optional(),
} satisfies Shape<PlanTerms>;

/** A plan, as an approver reads it. */
export const planFields = {
  changes: list(change, 'What will be changed, in order.'),
  alreadyRight: list(note, 'What is as it should be.'),
  notTouched: list(note, 'What is left as it is, and could be safer.'),
  cannot: list(cannot, 'What nobody but a person can do, or see.'),
  manualSteps: list(manualSteps, 'What an administrator must set himself, because we may not.'),
  leavesBenchmarks: list(
    benchmark,
    'Rules of benchmarks the tenant passes now and would not pass afterwards.',
  ),
  domainNotices: list(
    domainNotice,
    'What an approver should know of the domains that are let in.',
  ).optional(),
  needsApproval: texts('The switches because of which a second person must agree; empty where nobody must.'),
  terms: z
    .object(terms)
    .describe('What whoever agrees to the plan agrees to besides its changes.')
    .optional(),
  hash: text('SHA-256 over the changes and the terms: a decision is about exactly this plan.'),
} satisfies Shape<Plan>;
