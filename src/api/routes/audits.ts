import { z } from 'zod';
import {
  auditListSchema,
  auditReportSchema,
  auditRunSchema,
  findingListSchema,
  findingSchema,
} from '../answers/audit';
import { route } from '../route';
import { worded } from '../field-descriptions';
import { HOW_MANY, READERS, whoActs, WHO_ACTS_WORDS, WHICH_TENANT } from './fields';

const ONE_AUDIT = worded(z.object({ id: z.string() }), { id: 'The id of the audit.' });
const ONE_FINDING = worded(z.object({ id: z.string() }), { id: 'The id of the finding.' });
const UNIQUE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const startAudit = route({
  method: 'POST',
  path: '/audits',
  operationId: 'StartAudit',
  summary: 'Start an audit',
  description:
    'Reads every switch of every tenant, or of one, and compares. Changes nothing. One that runs already is answered.',
  access: ['Operator'],
  about: 'tenantOrEvery',
  budget: 'requests',
  actor: 'by',
  body: worded(
    z.strictObject({
      by: whoActs('who asks'),
      tenantId: z.string().regex(UNIQUE_ID, 'must be the tenant id (a GUID)').toLowerCase().optional(),
    }),
    {
      by: `Who asks. ${WHO_ACTS_WORDS}`,
      tenantId: { description: 'The only tenant to audit; all when left out.', format: 'uuid' },
    },
  ),
  answers: {
    202: {
      description: 'It is under way: ask at `Location` again.',
      schema: auditRunSchema,
      headers: ['Location', 'Retry-After'],
      endsIn: auditReportSchema,
    },
  },
  problems: { 404: 'This installation does not serve that tenant.' },
});

export const listAudits = route({
  method: 'GET',
  path: '/audits',
  operationId: 'ListAudits',
  summary: 'List audits',
  description: 'Lists audits with what each came to, the newest first: the trend.',
  access: READERS,
  about: 'whatTheCallerMaySee',
  budget: 'reads',
  query: HOW_MANY,
  answers: { 200: { description: 'The last audits.', schema: auditListSchema } },
});

export const getAudit = route({
  method: 'GET',
  path: '/audits/{id}',
  operationId: 'GetAudit',
  summary: 'Get the report of an audit',
  description:
    'What an audit came to, and what it says of each tenant, a page at a time; with `Accept: text/csv` all of it as a table, with `text/html` as a page to print.',
  access: READERS,
  about: 'whatTheCallerMaySee',
  budget: 'reads',
  params: ONE_AUDIT,
  query: worded(
    z.object({
      size: HOW_MANY.shape.size.removeDefault().optional(),
      continuation: z.string().regex(UNIQUE_ID, 'must be what an earlier page gave').toLowerCase().optional(),
    }),
    {
      size: 'How many tenants at most: a hundred when left out, and none while it is under way.',
      continuation: 'What an earlier page gave.',
    },
  ),
  answers: {
    200: { description: 'The report.', schema: auditReportSchema, also: ['text/csv', 'text/html'] },
    202: {
      description: 'It is under way: ask at `Location` again, after `Retry-After` seconds.',
      schema: auditReportSchema,
      headers: ['Location', 'Retry-After'],
      endsIn: auditReportSchema,
    },
  },
  problems: { 404: 'There is no such audit.' },
});

export const listFindings = route({
  method: 'GET',
  path: '/findings',
  operationId: 'ListFindings',
  summary: 'List the findings of a tenant',
  description: 'What the last audit found, and how it stands.',
  access: READERS,
  about: 'tenant',
  budget: 'reads',
  query: worded(z.object({ tenant: WHICH_TENANT }), {
    tenant: 'The tenant; the home tenant of this installation when left out.',
  }),
  answers: { 200: { description: 'Its findings.', schema: findingListSchema } },
});

export const acceptFinding = route({
  method: 'POST',
  path: '/findings/{id}/accept',
  operationId: 'AcceptFinding',
  summary: 'Accept a finding',
  description: 'Lives with a finding until a date, or takes what was found for how it should be from now on.',
  access: ['Operator'],
  about: 'finding',
  budget: 'requests',
  actor: 'by',
  params: ONE_FINDING,
  body: worded(
    z.strictObject({
      by: whoActs('who accepts it'),
      reason: z
        .string('is required: why')
        .trim()
        .min(1, 'must not be empty')
        .max(2000, 'must have at most 2000 characters'),
      until: z.iso.datetime('must be a date and time in UTC, such as 2027-01-31T00:00:00Z').optional(),
      asBaseline: z.boolean('must be true or false').default(false),
    }),
    {
      by: `Who accepts it. ${WHO_ACTS_WORDS}`,
      reason: 'Why, for the record.',
      until: { description: 'Until when nobody is told of it. Required unless it becomes the baseline.' },
      asBaseline: 'How it was found is how it should be from now on.',
    },
  ),
  answers: { 200: { description: 'The finding, accepted.', schema: findingSchema } },
  problems: { 404: 'There is no such open finding.' },
});

export const remediateFinding = route({
  method: 'POST',
  path: '/findings/{id}/remediate',
  operationId: 'RemediateFinding',
  summary: 'Have a finding put back again',
  description:
    'For a finding whose control is to be mended and which was left alone: somebody had set it back, or nobody had agreed. The next audit asks for it again.',
  access: ['Operator'],
  about: 'finding',
  budget: 'requests',
  actor: 'by',
  params: ONE_FINDING,
  body: worded(z.strictObject({ by: whoActs('who wants it put back') }), {
    by: `Who wants it put back. ${WHO_ACTS_WORDS}`,
  }),
  answers: { 200: { description: 'The finding, to be put back by the next audit.', schema: findingSchema } },
  problems: { 404: 'There is no such open finding that was left alone.' },
});
