import { html, type Content, type Html } from '../../html';
import type { Reader } from '../../reader';
import { moment } from '../../time';
import { part } from '../part';
import type { RunView } from '../run-view';

/** What was asked, by whom and when. */
export function factsPart({ words, language }: Reader, { status, run }: RunView): Html {
  const { facts, goals } = words.run;
  const { request } = run;
  const { id, tenantId, acceptedAt, finishedAt, goal } = { ...status, goal: request.goal };
  const until = status.expiry?.until ?? request.enableUntil;
  const ticket = [request.ticketSystem, request.ticketId].filter((one) => one !== undefined).join(' ');
  const rows: [string, Content][] = [
    [facts.goal, goals[goal]],
    [facts.undoes, request.undoes && html`<a href="/requests/${request.undoes}">${request.undoes}</a>`],
    [facts.remediates, request.remediates?.auditId],
    [facts.profile, goal !== 'externalAccess' && facts.profiles[request.profile]],
    [facts.partnerDomains, request.partnerDomains?.join(', ')],
    [facts.testGuestEmail, request.testGuestEmail],
    [facts.justification, request.justification],
    [facts.ticket, ticket],
    [facts.requestedBy, request.requestedBy],
    [facts.acceptedAt, moment(acceptedAt, language)],
    [facts.finishedAt, finishedAt && moment(finishedAt, language)],
    [facts.until, until && moment(until, language)],
    [
      facts.endedBy,
      status.expiry?.endedBy &&
        html`<a href="/requests/${status.expiry.endedBy}">${status.expiry.endedBy}</a>`,
    ],
    [facts.tenant, html`<code>${tenantId}</code>`],
  ];
  return part(
    'facts',
    html`<h2>${facts.title} <span class="id">${id}</span></h2>
      <dl class="facts stacked">
        ${rows
          .filter(([, value]) => value !== undefined && value !== false && value !== '')
          .map(
            ([name, value]) =>
              html`<div>
                <dt>${name}</dt>
                <dd>${value}</dd>
              </div>`,
          )}
      </dl>`,
  );
}
