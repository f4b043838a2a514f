import { z } from 'zod';
import { replayedSchema } from '../answers/callback';
import { route } from '../route';
import { worded } from '../field-descriptions';
import { UNDER_WAY } from './enablements';
import { ASKERS, ONE_ENABLEMENT } from './fields';

export const replayCallback = route({
  method: 'POST',
  path: '/enablements/{id}/callback/replay',
  operationId: 'ReplayCallback',
  summary: 'Send failed callbacks again',
  description: 'What could not be delivered within its day is sent again, as the same events.',
  access: ASKERS,
  about: 'run',
  budget: 'requests',
  params: ONE_ENABLEMENT,
  answers: { 202: { ...UNDER_WAY, description: 'They are on their way.', schema: replayedSchema } },
  problems: {
    404: 'There is no such enablement.',
    409: 'Nothing failed for good, or the address is forgotten.',
  },
});

export const endCallback = route({
  method: 'DELETE',
  path: '/enablements/{id}/callback',
  operationId: 'EndCallback',
  summary: 'End a callback',
  description: 'By the address that was handed out with the subscription. The run goes on.',
  access: 'anyone',
  about: 'nothing',
  budget: 'requests',
  params: ONE_ENABLEMENT,
  query: worded(z.object({ t: z.string().optional() }), { t: 'The token the address was handed out with.' }),
  answers: { 204: { description: 'Nobody is called back any more.' } },
  problems: { 404: 'The token is not the one the address was handed out with.' },
});

export const endCallbackByAddress = route({
  method: 'POST',
  path: '/callbacks/unsubscribe',
  operationId: 'EndCallbackByAddress',
  summary: 'End a callback by its address',
  description: 'For a webhook action that repeats the address it wanted to be called at. The run goes on.',
  access: 'anyone',
  about: 'nothing',
  budget: 'requests',
  body: worded(
    z.strictObject({ callbackUrl: z.string('is required').max(2048, 'must have at most 2048 characters') }),
    { callbackUrl: 'The address of the subscription.' },
  ),
  answers: { 204: { description: 'The same answer whether there was anything to end or not.' } },
});
