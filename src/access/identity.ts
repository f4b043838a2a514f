import { createHash } from 'node:crypto';

/**
 * Who somebody is, in one text to keep and to compare. Made of ids that Microsoft Entra, or an operator of this
 * installation, gives out; names are for showing.
 */

/** @param person ids of Microsoft Entra: an account is itself in its own directory only */
export const personIdentity = ({ tenantId, objectId }: { tenantId: string; objectId: string }): string =>
  `person:${tenantId.toLowerCase()}/${objectId.toLowerCase()}`;

/** @param clientId the application's (client) id, the same in every tenant */
export const appIdentity = (clientId: string): string => `app:${clientId.toLowerCase()}`;

/** @param name of a client in `CLIENT_SECRETS` */
export const clientIdentity = (name: string): string => `client:${name}`;

/** A name is all there is to somebody who signs in for development; it counts as one, however it is typed. */
export const developmentIdentity = (name: string): string =>
  `development:${name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()}`;

/** Tells one function key from another, and nothing about either. */
export const keyCallerId = (key: string): string =>
  `key:${createHash('sha256').update(`function key\n${key}`).digest('base64url').slice(0, 16)}`;
