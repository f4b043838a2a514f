import { z } from 'zod';
import type { Expiry } from '../../../domain/enablement/expiry';
import { rowWith, json } from './read-row';

const moment = z.string().refine((text) => !Number.isNaN(Date.parse(text)));
const timeBoxSchema = z.looseObject({
  id: z.string(),
  until: moment,
  extensions: z.array(z.looseObject({ until: moment })),
});

export const expiryRowSchema = rowWith(['json'], {
  etag: z.string(),
  json: json<unknown>().transform((box) => timeBoxSchema.parse(box) as unknown as Expiry),
});
