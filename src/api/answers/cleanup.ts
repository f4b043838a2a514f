import { z } from 'zod';
import type {
  CleanupTask,
  CleanupTaskKind,
  KindCount,
  TenantCleanup,
  Unread,
} from '../../domain/cleanup/cleanup-task';
import type { CleanupRun } from '../../domain/cleanup/cleanup-run';
import { choice, count, list, text, texts, time, yesNo, type Shape } from './shape';

const kind = choice<CleanupTaskKind>('What it is.', {
  subscription: 'a subscription at Microsoft Graph that outlived its run',
  membership: 'the place of a test guest in a test team',
  guest: 'a test guest that a run of ours made',
  binnedGuest: 'the same in the bin, where the run was to empty it',
  lease: 'a hold on a tenant by a run that is over, or never was',
  run: 'everything that is kept of an enablement',
  audit: 'everything that is kept of an audit',
  cleanupRun: 'what is kept of an earlier pass of housekeeping',
  history: 'how orchestrations got where they are',
});

const countFields = {
  kind,
  found: count('How many were found.'),
  removed: count('How many were removed: none in a dry run.'),
  left: count('How many could not be removed.'),
} satisfies Shape<KindCount>;

const cleanupRunFields = {
  id: text('The id of the pass.'),
  startedAt: time('When it began.'),
  startedBy: text('Who asked for it, or `timer`.'),
  dryRun: yesNo('Whether it only says what would go.'),
  tenants: count('How many tenants it goes through.'),
  finishedAt: time('When it was over.').optional(),
  counts: list(countFields, 'What it came to in all, by kind.').optional(),
  missing: texts('Tenants, or `installation`, where something broke.').optional(),
} satisfies Shape<CleanupRun>;

const taskFields = {
  kind,
  what: text('Its id at Microsoft or in the records; for histories, before when they began.'),
  groupId: text('The group a membership is of.').optional(),
  madeBy: text('The enablement that made it.').optional(),
  number: count('The number of a run among those of its tenant that ended.').optional(),
  count: count(
    'How many it stands for; one when left out. For histories, 100 stands for 100 or more.',
  ).optional(),
  state: choice<CleanupTask['state']>('What became of it.', {
    planned: 'it would go, or is about to',
    done: 'it was removed',
    gone: 'somebody else was faster',
    left: 'it could not be removed',
  }),
  wasAsked: z
    .boolean()
    .optional()
    .describe('Of a subscription that is planned to go: it was asked for, and no answer was heard yet.'),
  why: text('Why it was left.').optional(),
} satisfies Shape<CleanupTask>;

const unreadFields = {
  kind,
  why: text('Why, with the permission that is missing.'),
} satisfies Shape<Unread>;

const placeFields = {
  tenantId: text('The tenant; `installation` for what belongs to none.'),
  at: time('When it was looked at.'),
  tasks: list(taskFields, 'What was found there, and what became of it.'),
  unread: list(unreadFields, 'What could not be looked at.'),
} satisfies Shape<TenantCleanup>;

export const cleanupRunSchema = z.object(cleanupRunFields);
export const cleanupRunListSchema = z.object({ items: list(cleanupRunFields, 'Passes, the newest first.') });
export const cleanupReportSchema = z.object({
  ...cleanupRunFields,
  places: list(placeFields, 'Where something was found, or could not be looked at.'),
});
export type CleanupReport = z.output<typeof cleanupReportSchema>;
