import { z } from 'zod';
import type { FinishedEnablement } from '../../domain/enablement/finished-enablement';
import { outcome } from './outcome';
import { list, name, text, time, yesNo, type Shape } from './shape';

const runEnd = {
  id: text('The id of the enablement.'),
  tenantId: text('The tenant.'),
  goal: name<FinishedEnablement['goal']>('What was asked for: `guestAccess`, `externalAccess` or `both`.'),
  requestedBy: text('Who asked.'),
  ticketSystem: text('Where the ticket lives.').optional(),
  ticketId: text('The ticket.').optional(),
  dryRun: yesNo('Whether it only read and planned.'),
  outcome,
  summary: text('How it ended, in words.'),
  acceptedAt: time('When it was accepted.'),
  finishedAt: time('When it ended.'),
} satisfies Shape<FinishedEnablement>;

export const finishedEnablementsSchema = z.object({
  items: list(
    { ...runEnd, statusUrl: text('The status address; it carries its own permission to read.') },
    'Enablements that are over, in the order in which they ended.',
  ),
  next: text('Send it back as `after`, to hear of those that end later.'),
});
