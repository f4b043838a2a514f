import type { InvocationContext } from '@azure/functions';
import { inOneLine } from '../../domain/events/log-event';
import type { UnreadableRows } from '../../store/tables/unreadable-rows';

/** Says which rows were passed over since the last time, each in a line of its own. @returns how many */
export function logUnreadable(
  { unreadable }: { unreadable: UnreadableRows },
  context: Pick<InvocationContext, 'error'>,
): number {
  const found = unreadable.take();
  for (const one of found) context.error(inOneLine({ event: 'recordUnreadable', ...one }));
  return found.length;
}
