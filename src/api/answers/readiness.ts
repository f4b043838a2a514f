import { z } from 'zod';
import type { Check } from '../../inspection/assess-readiness';
import { choice, list, said, text, yesNo, type Shape } from './shape';

const check = {
  check: choice<Check['check']>('What was looked at.', {
    consent: 'whether we are let in at all',
    tenant: 'whose tenant it is, and the domains it owns',
    permissions: 'permissions of Microsoft Graph',
    teamsRole: 'the directory role for the Teams settings',
    canary: 'the test team',
    testGuest: 'the address of the test guest',
    licences: 'bought, or for trial only',
  }),
  state: choice<Check['state']>('How it stands.', {
    ok: 'as it should be',
    missing: 'a run would end here',
    cannotTell: 'nothing an application can read says so',
  }),
  text: text('What there is to say about it.'),
  said: said().optional(),
  fix: text('The command to type, or the call to make, that mends it.').optional(),
} satisfies Shape<Check>;

export const readinessSchema = z.object({
  tenantId: text('The tenant.'),
  goal: text('What it should be ready for.'),
  isReady: yesNo('Whether nothing is missing.'),
  checks: list(check, 'A line for each thing that was looked at.'),
});

export type ReadinessAnswer = z.output<typeof readinessSchema>;
