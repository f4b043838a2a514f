import { z } from 'zod';
import type { RemediationRequest } from '../../domain/remediation/remediation-request';
import type { AuditEvent } from '../../domain/events/audit-event';
import { choice, count, name, text, texts, time, yesNo, type Shape } from './shape';

type Data = AuditEvent['data'];
type Found = Data['findings'][number];

const on = (description: string) => name<'on'>(description).optional();
const request = {
  tenantId: text('The tenant.'),
  goal: name<RemediationRequest['goal']>('What is opened: `guestAccess` or `externalAccess`.'),
  profile: name<RemediationRequest['profile']>('How far: `gated` or `selfService`.'),
  partnerDomains: texts('The domains to let in.').optional(),
  guestCalling: on('`on`: guests may make private calls.'),
  guestMeeting: on('`on`: guests may meet with everything we have.'),
  guestMessaging: on('`on`: guests may chat with everything we have.'),
  allowConsumer: (yesNo('Also people with private Teams accounts.') as unknown as z.ZodType<true>).optional(),
  requestedBy: text('Who asks: put your own name here.'),
  justification: text('Why.'),
} satisfies Shape<RemediationRequest>;

const finding = {
  findingId: text('To accept it: `POST /api/findings/{id}/accept`.'),
  change: choice<Found['change']>('What is new about it.', {
    new: 'it came, or its value moved on',
    resolved: 'it is gone',
    acceptanceEnded: 'the date until which somebody lived with it has passed',
  }),
  kind: choice<Found['kind']>('What it is.', {
    loosened: 'more is let in than should be',
    tightened: 'somebody is shut out',
    proofFailed: 'a test guest did not get in',
    leftover: 'something a test left',
    pendingGuests: 'guests who never came',
  }),
  control: text('The switch, by its id in the checklist.').optional(),
  property: text('Its property.').optional(),
  expected: text('How it should be, in words.').optional(),
  found: text('How it is, or was, in words.').optional(),
  since: time('When it was first seen so.'),
  text: text('What it means; for what is tightened, what people will see.'),
  who: text('Who changed it, or why nobody knows.').optional(),
  changedBy: text('A person or an application, by the log of the directory.').optional(),
  changedAt: time('When, by the same log.').optional(),
  remedy: text('What mends it: the request, or what a person must do.').optional(),
  request: z
    .object(request)
    .describe(
      'A body of `POST /api/enablements`; there only where its plan would mend this and nothing else.',
    )
    .optional(),
  undo: text('The enablement whose undo mends this: `POST /api/enablements/{id}/undo`.').optional(),
} satisfies Shape<Found>;

const data = {
  auditId: text('The audit.'),
  tenantId: text('The tenant.'),
  tenantName: text('What people call it.').optional(),
  summary: text('What changed, in words for a person.'),
  alarms: count('Findings by which more is let in than should be.'),
  findings: z.array(z.object(finding)).describe('Alarms first, what is gone last.'),
  omitted: count('Findings that did not fit: `GET /api/findings` has them.'),
} satisfies Shape<Data>;

const event = {
  type: z.literal('audit.changed').describe('An audit of a tenant has news.'),
  version: z.literal(1).describe('Of this form: a new part keeps it.'),
  timestamp: time('When the audit looked, not when it was sent.'),
  data: z.object(data).describe('About which tenant, and what.'),
} satisfies Shape<AuditEvent>;

/** What whoever is told of audits gets, as the documents show it. */
export const auditDeliveryFields = z.object(event).meta({ title: 'AuditDeliveries' });

export const replayedAuditEventsSchema = z.object({
  tenantId: text('The tenant.'),
  audits: texts('The audits whose news are sent again.'),
});
