import type { CallbackEvent } from '../enablement/callback-event';
import { cardOf, type CardText } from './card';

const TITLES: Readonly<Record<CallbackEvent['type'], string>> = {
  'enablement.accepted': 'Asked for',
  'enablement.approval.needed': 'Waits for a second person',
  'enablement.applied': 'Settings are changed',
  'enablement.waiting': 'Waiting for Microsoft 365',
  'enablement.finished': 'Finished',
  'enablement.ending': 'Ends soon',
  'enablement.ended': 'Has ended',
};

const GOALS: Readonly<Record<CallbackEvent['data']['goal'], string>> = {
  guestAccess: 'Guest access',
  externalAccess: 'External access',
  both: 'Guest access and external access',
};

/** The card of an event of a run. */
export function runCard({ type, data }: CallbackEvent): unknown {
  const { enablementId, goal, requestedBy, ticketId, outcome, assurance, verdict, expectation } = data;
  const { changes, changed, byHand, decideBy, left, until, putBack, notPutBack } = data;
  const facts: CardText['facts'] = [
    ['Enablement', enablementId],
    ['Asked by', requestedBy],
    ['Ticket', ticketId],
    ['Outcome', outcome],
    ['Assurance', assurance && `rung ${assurance.rung}: ${assurance.claim}`],
    ['Decide by', decideBy],
    ['Until', until],
    ['Usual wait', expectation?.text],
    ['Advice', verdict?.advice[0]],
  ];
  const lines = [
    ...(changes ?? []),
    ...(changed ?? []),
    ...(putBack ?? []).map((line) => `Put back: ${line}`),
    ...(notPutBack ?? []).map((line) => `Not put back: ${line}`),
    ...(byHand ?? []).map((line) => `By hand: ${line}`),
    ...(left ?? []).map((line) => `Please remove: ${line}`),
  ];
  return cardOf({ title: `${GOALS[goal]}: ${TITLES[type]}`, summary: data.summary, facts, lines });
}
