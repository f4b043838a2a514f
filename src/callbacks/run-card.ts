import type { CallbackEvent } from '../domain/events/run-event';
import { cardOf, type CardText } from './teams-card';

const TITLES: Readonly<Record<CallbackEvent['type'], string>> = {
  'enablement.accepted': 'Asked for',
  'enablement.approval.needed': 'Waits for a second person',
  'enablement.applied': 'Settings are changed',
  'enablement.waiting': 'Waiting for Microsoft 365',
  'enablement.finished': 'Finished',
  'enablement.expiring': 'Ends soon',
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
  const { changes, changed, manualSteps, decideBy, terms, left, until, undone, notUndone } = data;
  const facts: CardText['facts'] = [
    ['Enablement', enablementId],
    ['Asked by', requestedBy],
    ['Ticket', ticketId],
    ['Outcome', outcome],
    ['Assurance', assurance && `rung ${assurance.rung}: ${assurance.claim}`],
    ['Decide by', decideBy],
    ['Until', until ?? terms?.enableUntil],
    ['Test guest', terms?.testGuestEmail],
    ['Partners', terms?.partnerDomains?.join(', ')],
    ['Usual wait', expectation?.text],
    ['Advice', verdict?.advice[0]],
  ];
  const lines = [
    ...(changes ?? []),
    ...(changed ?? []),
    ...(undone ?? []).map((line) => `Put back: ${line}`),
    ...(notUndone ?? []).map((line) => `Not put back: ${line}`),
    ...(manualSteps ?? []).map((line) => `By hand: ${line}`),
    ...(left ?? []).map((line) => `Please remove: ${line}`),
  ];
  return cardOf({ title: `${GOALS[goal]}: ${TITLES[type]}`, summary: data.summary, facts, lines });
}
