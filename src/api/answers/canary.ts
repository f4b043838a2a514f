import { z } from 'zod';
import { choice, text, time } from './shape';

/** How a tenant stands as to a test team. */
export const canarySchema = z.object({
  tenantId: text('The tenant.'),
  status: choice<'ready' | 'underWay' | 'failed'>('How it stands.', {
    ready: 'runs prove with this team',
    underWay: 'Teams is making it',
    failed: 'there is none; `text` says why',
  }),
  groupId: text('The group of the team, once it is there.').optional(),
  text: text('Why there is none, in words.').optional(),
  requestedBy: text('Who asked for it.').optional(),
  wantedAt: time('When it was asked for.').optional(),
});

export type CanaryAnswer = z.output<typeof canarySchema>;
