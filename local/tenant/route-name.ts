import { z } from 'zod';

/** A method and a route template, as the request log writes them: `POST /invitations`. */
export const routeName = z
  .string()
  .regex(
    /^(GET|POST|PATCH|PUT|DELETE) \//,
    'must be a method and a route, as in the request log: "POST /invitations"',
  );
