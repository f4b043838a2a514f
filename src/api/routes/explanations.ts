import { questionSchema } from '../../domain/diagnosis/explain-question';
import { explanationSchema } from '../answers/explanation';
import { route } from '../route';
import { worded } from '../field-descriptions';
import { READERS } from './fields';

export const explainAccess = route({
  method: 'POST',
  path: '/explanations',
  operationId: 'ExplainAccess',
  summary: 'Explain why a guest cannot get in',
  description: 'Reads every switch on the way and names the one that closes the door. Changes nothing.',
  access: READERS,
  about: 'tenant',
  budget: 'requests',
  body: worded(questionSchema, {
    tenantId: {
      description: 'The tenant he should get into; the home tenant, when left out.',
      format: 'uuid',
      visibility: 'advanced',
    },
    guestEmail: { description: 'The address of the guest.', format: 'email' },
    teamId: { description: 'The team he should get into.', visibility: 'advanced' },
    goal: 'What he should be able to do.',
    profile: { description: 'How far it should be open.', visibility: 'advanced' },
    symptom: 'The words of the error he or his host saw.',
  }),
  answers: { 200: { description: 'The one cause, and every switch on the way.', schema: explanationSchema } },
  connector: {},
});
