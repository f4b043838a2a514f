import Negotiator from 'negotiator';
import type { Route } from '../../api/route';

const JSON_TYPE = 'application/json';

/** Every form a call's answer has, JSON first: it is what somebody gets who does not say. */
export const formsOf = ({ answers }: Pick<Route, 'answers'>): string[] => [
  JSON_TYPE,
  ...Object.entries(answers).flatMap(([status, { also = [] }]) => (Number(status) < 300 ? also : [])),
];

/**
 * The form the caller likes best, by RFC 9110, 12.5.1. JSON where they like none of ours: an answer in another form is
 * worth more to most clients than a 406, and the standard leaves it to us.
 */
export function mediaTypeFor(route: Pick<Route, 'answers'>, accept: string | null): string {
  // Everything of ours is UTF-8; who names it does not ask for less.
  const headers = accept === null ? {} : { accept: accept.replace(/;\s*charset=[^,;]*/gi, '') };
  return new Negotiator({ headers }).mediaType(formsOf(route)) ?? JSON_TYPE;
}
