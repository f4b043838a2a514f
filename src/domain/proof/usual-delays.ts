import type { DocumentId } from '../../controls/control';

/** Hours until half, and until 95 %, of changes are effective. */
interface Delay {
  median: number;
  p95: number;
  /** What the figures rest on. */
  evidence: string;
}

/**
 * How long a change takes, by where it is made. An assumption, not a measurement: the figures are our reading of what
 * Microsoft documents and administrators report; nobody publishes a distribution.
 */
const USUAL_DELAYS = {
  invitations: { median: 0.42, p95: 1, evidence: '15 to 60 minutes are documented' },
  crossTenant: { median: 1, p95: 5, evidence: '2 to 6 hours are documented' },
  groups: { median: 0.5, p95: 2, evidence: '30 minutes or more, by analogy' },
  teams: { median: 5, p95: 18, evidence: '2 to 24 hours are documented, 8 to 24 are reported' },
  sharePoint: { median: 0.33, p95: 1, evidence: 'up to an hour is documented, for tightening' },
  federation: { median: 2.5, p95: 15, evidence: 'more than 3 and up to 24 hours are reported' },
  roster: { median: 2, p95: 20, evidence: '1 to 48 hours are reported until Teams lists a new member' },
} as const satisfies Record<string, Delay>;

const DELAY_OF: Readonly<Record<DocumentId, keyof typeof USUAL_DELAYS>> = {
  authorizationPolicy: 'invitations',
  collaborationDomains: 'invitations',
  crossTenantAccess: 'crossTenant',
  groupSettings: 'groups',
  teamGroup: 'groups',
  teamsClientConfiguration: 'teams',
  guestCalling: 'teams',
  guestMeeting: 'teams',
  guestMessaging: 'teams',
  messagingPolicy: 'teams',
  team: 'teams',
  sharePointSettings: 'sharePoint',
  federation: 'federation',
  externalAccessPolicy: 'federation',
  // Bought, not switched: no run changes it.
  subscriptions: 'federation',
};

/** How long a wait usually is, counted from the last change. */
export interface Expectation {
  medianHours: number;
  p95Hours: number;
  basis: 'assumption';
  text: string;
}

/**
 * What to expect after these documents were changed: changes take effect beside each other, so the slowest decides.
 * Where nothing was changed, what is left to wait for is Teams itself.
 */
export function expectationAfter(changed: readonly DocumentId[]): Expectation {
  const delays = changed.length > 0 ? changed.map((document) => DELAY_OF[document]) : (['roster'] as const);
  const medianHours = Math.max(...delays.map((name) => USUAL_DELAYS[name].median));
  const p95Hours = Math.max(...delays.map((name) => USUAL_DELAYS[name].p95));
  const what =
    changed.length > 0
      ? 'Half of such changes are effective'
      : 'Nothing was changed. In half of such cases Teams lists the guest';
  return {
    medianHours,
    p95Hours,
    basis: 'assumption',
    text: `${what} after ${inWords(medianHours)}, 95 % after ${inWords(p95Hours)}. This is an assumption from documentation and reports; Microsoft publishes no figures.`,
  };
}

const inWords = (hours: number): string => (hours < 1 ? `${Math.round(hours * 60)} min` : `${hours} h`);
