import { z } from 'zod';
import { asciiDomain, domainViolation } from '../../controls/values/domain-name';
import { suffixViolation } from './public-suffix';
import { comparableAddress, emailViolation } from './test-guest-address';

/** A mailbox in the body of a call, or in a setting. It comes out in lower case, its domain in ASCII. */
export const mailbox = (whenMissing?: string) =>
  z
    .string(whenMissing)
    // Spaces around it come along when somebody pastes; anything else there is refused.
    .overwrite((text) => text.replace(/^ +| +$/g, ''))
    .superRefine((address, context) => {
      const message =
        emailViolation(address) ?? suffixViolation(asciiDomain(address.split('@')[1] ?? '') ?? '');
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    })
    .transform(comparableAddress);

/** The domain of another organisation. It comes out in ASCII: `xn--bcher-kva.example`. */
export const partnerDomain = z
  .string()
  .trim()
  .superRefine((text, context) => {
    const message = domainViolation(text) ?? suffixViolation(asciiDomain(text) ?? '');
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  })
  .transform((text) => asciiDomain(text) ?? text);
