import type { Benchmark, Documents } from '../control';
import { federationStateOf } from './federation-state';

/**
 * CIS is content where either the tenant or the policy of people without one of their own closes a door; CISA looks at
 * the tenant alone. What is not read closes nothing.
 */
export const CIS_LISTED_ONLY: Benchmark = {
  id: 'CIS 8.2.1',
  passes: (_, { federation, externalAccessPolicy: people }) =>
    isListedOnly(federation) || people?.['EnableFederationAccess'] === false,
};
export const CISA_LISTED_ONLY: Benchmark = {
  id: 'MS.TEAMS.2.1',
  passes: (_, { federation }) => isListedOnly(federation),
};

export const CIS_NO_PRIVATE_ACCOUNTS: Benchmark = {
  id: 'CIS 8.2.2',
  passes: (_, { federation, externalAccessPolicy: people }) =>
    federation?.['AllowTeamsConsumer'] === false || people?.['EnableTeamsConsumerAccess'] === false,
};
export const CISA_NO_PRIVATE_ACCOUNTS: Benchmark = {
  id: 'MS.TEAMS.2.3',
  passes: (_, { federation }) => federation?.['AllowTeamsConsumer'] === false,
};

/** The way in is closed too where the way out is: neither asks for both. */
export const CIS_NO_WAY_IN: Benchmark = {
  id: 'CIS 8.2.3',
  passes: (_, { federation, externalAccessPolicy: people }) =>
    [federation?.['AllowTeamsConsumer'], federation?.['AllowTeamsConsumerInbound']].includes(false) ||
    [people?.['EnableTeamsConsumerAccess'], people?.['EnableTeamsConsumerInbound']].includes(false),
};
export const CISA_NO_WAY_IN: Benchmark = {
  id: 'MS.TEAMS.2.2',
  passes: (_, { federation }) =>
    [federation?.['AllowTeamsConsumer'], federation?.['AllowTeamsConsumerInbound']].includes(false),
};

const isListedOnly = (federation: Documents['federation']): boolean =>
  federation !== undefined &&
  ['blockAll', 'allowThese', 'allowNobody'].includes(federationStateOf(federation).kind);
