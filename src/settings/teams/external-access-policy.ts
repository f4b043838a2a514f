import { teamsConfiguration } from './teams-configuration';

/** What a person may do who has no policy of his own: `CsExternalAccessPolicy`, Global. */
export const externalAccessPolicy = teamsConfiguration('ExternalAccessPolicy');
