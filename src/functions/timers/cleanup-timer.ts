import { app } from '@azure/functions';
import * as df from 'durable-functions';
import type { Services } from '../../composition/services';
import { beginCleanup } from '../cleanup/start-cleanup';

/** Cleans up at the times an operator chose. */
export function registerCleanupTimer(services: Services): void {
  const { cleanupSchedule: schedule } = services;
  if (schedule === undefined) return;
  app.timer('cleanupTimer', {
    schedule,
    extraInputs: [df.input.durableClient()],
    handler: async (_, context) => {
      await beginCleanup(services, df.getClient(context), { startedBy: 'timer', dryRun: false }, context);
    },
  });
}
