import { isUndoing, type EnablementRequest } from '../enablement/request';

/** What a plan is for besides its changes: whoever agrees to it agrees to these, and its hash holds them. */
export interface PlanTerms {
  /** Until when it stands, ISO 8601, UTC; absent where it stands until somebody undoes it. */
  enableUntil?: string;
  testGuestEmail?: string;
  partnerDomains?: string[];
}

/** The terms of what was asked; none for a run that only undoes. */
export function termsOf(request: EnablementRequest): PlanTerms {
  if (isUndoing(request)) return {};
  const { enableUntil, testGuestEmail, partnerDomains } = request;
  return {
    ...(enableUntil !== undefined && { enableUntil }),
    ...(testGuestEmail !== undefined && { testGuestEmail }),
    ...(partnerDomains !== undefined && partnerDomains.length > 0 && { partnerDomains }),
  };
}
