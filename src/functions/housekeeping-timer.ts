import { app } from '@azure/functions';
import * as df from 'durable-functions';
import type { Services } from '../services';
import { beginHousekeeping } from './start-housekeeping';

/** Keeps house at the times an operator chose. */
export function registerHousekeepingTimer(services: Services): void {
  const { housekeepingSchedule: schedule } = services;
  if (schedule === undefined) return;
  app.timer('keepHouse', {
    schedule,
    extraInputs: [df.input.durableClient()],
    handler: async (_, context) => {
      await beginHousekeeping(
        services,
        df.getClient(context),
        { startedBy: 'timer', dryRun: false },
        context,
      );
    },
  });
}
