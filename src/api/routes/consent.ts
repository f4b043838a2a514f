import { z } from 'zod';
import { text } from '../answers/shape';
import { route } from '../route';
import { worded } from '../field-descriptions';
import { ONE_TENANT } from './fields';

export const getConsentPage = route({
  method: 'GET',
  path: '/tenants/{id}/consent',
  operationId: 'GetConsentPage',
  summary: 'Get the consent page of a tenant',
  description: 'The address at which an administrator of that tenant lets the app in. Good for two weeks.',
  access: ['Operator'],
  about: 'tenantInPath',
  budget: 'reads',
  params: ONE_TENANT,
  answers: {
    200: {
      description: 'The address.',
      schema: z.object({ tenantId: text('The tenant.'), url: text('Where its administrator agrees.') }),
    },
  },
  problems: {
    404: 'This installation does not serve such a tenant.',
    409: 'This installation works as an identity that no other tenant can let in.',
  },
});

/** Names and values as Microsoft Entra sends them. */
export const receiveConsent = route({
  method: 'GET',
  path: '/consent',
  operationId: 'ReceiveConsent',
  summary: 'Come back from the consent page',
  description: 'Microsoft Entra sends an administrator here, who reads what happens next.',
  access: 'anyone',
  about: 'nothing',
  query: worded(
    z.object({
      state: z.string().default(''),
      tenant: z.string().toLowerCase().optional(),
      admin_consent: z.string().optional(),
      error: z.string().optional(),
    }),
    {
      state: 'What the address of the consent page carried.',
      tenant: 'The tenant whose administrator agreed.',
      admin_consent: '`True` where he did.',
      error: 'Why he did not.',
    },
  ),
  answers: {
    200: {
      description: 'He agreed.',
      schema: z.object({ text: text('What happens next.') }),
      also: ['text/html'],
    },
  },
  problems: { 409: 'Nobody here asked for it, too long ago, for another tenant, or he did not agree.' },
});
