import { z } from 'zod';
import { text } from './shape';

/** A problem document (RFC 9457), in the form every refusal has. */
export const problemSchema = z
  .looseObject({
    type: text('Which problem it is: `urn:gastvrij:problem:` and a name.'),
    title: text('What is the matter, in a sentence.'),
    status: z.int().describe('The HTTP status, again.'),
    detail: text('What you can do.').optional(),
    violations: z
      .array(
        z.object({
          pointer: text(
            'Where: a JSON pointer into the body, or `#query/` or `#header/` and a name, as in `/goal`.',
          ),
          message: text('What is wrong there, in words that follow the name of the field.'),
        }),
      )
      .describe('Everything that is wrong with the request, at once.')
      .optional(),
  })
  .meta({ title: 'Problem' });
