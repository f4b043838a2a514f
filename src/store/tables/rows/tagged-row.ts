import { z } from 'zod';

/** What every row has: the tag by which its writer sees whether somebody else wrote meanwhile. */
export const taggedRowSchema = z.object({ etag: z.string() });
