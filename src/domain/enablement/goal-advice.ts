/** What somebody wants, in his own words: the answers to four questions. */
export interface Needs {
  work: 'team' | 'chat' | 'both' | 'meetings' | 'file';
  people: 'few' | 'many';
  addresses: 'work' | 'private' | 'unknown';
  /** One channel is enough, and the administrator of the other side joins in. */
  oneChannel: 'yes' | 'no';
}

type Recommendation = 'guestAccess' | 'externalAccess' | 'both' | 'sharedChannel' | 'neither';
type Reason = 'meetings' | 'file' | 'inTeam' | 'ownTeams' | 'many' | 'oneChannel';
type Warning = 'privateAddresses' | 'unknownAddresses';

export interface Advice {
  recommendation: Recommendation;
  because: Reason[];
  warnings: Warning[];
}

/**
 * From what people want to what to open for them. Who only meets or shares a file needs neither; channels and files are
 * for guests; chat from one's own Teams is external access.
 * https://learn.microsoft.com/microsoftteams/communicate-with-users-from-other-organizations
 */
export function advise({ work, people, addresses, oneChannel }: Needs): Advice {
  if (work === 'meetings' || work === 'file')
    return { recommendation: 'neither', because: [work], warnings: [] };
  const warnings = warningsFor(addresses);
  if (work === 'chat') return { recommendation: 'externalAccess', because: ['ownTeams'], warnings };
  if (work === 'both') return { recommendation: 'both', because: ['inTeam', 'ownTeams'], warnings };
  if (people === 'many') return { recommendation: 'both', because: ['inTeam', 'many'], warnings };
  if (oneChannel === 'yes' && addresses === 'work')
    return { recommendation: 'sharedChannel', because: ['oneChannel'], warnings: [] };
  return { recommendation: 'guestAccess', because: ['inTeam'], warnings: [] };
}

const warningsFor = (addresses: Needs['addresses']): Warning[] =>
  addresses === 'private' ? ['privateAddresses'] : addresses === 'unknown' ? ['unknownAddresses'] : [];
