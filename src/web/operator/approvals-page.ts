import { html, type Html } from '../html';
import { layout } from '../layout';
import type { Reader } from '../reader';
import { changeList } from '../run/change-list';
import { decisionForm } from '../run/parts/decide-part';
import { domainNotices } from '../run/domain-notices';
import { termsList } from '../run/parts/terms-list';
import type { RunView } from '../run/run-view';
import { moment } from '../time';

/** The plans that wait for a second person, each with its risks and with the buttons for this very plan. */
export function approvalsPage(reader: Reader, waiting: readonly RunView[]): Html {
  const { title, lead, none } = reader.words.operator.approvals;
  const body = html`<div class="hero">
      <h1>${title}</h1>
      <p class="lead">${lead}</p>
    </div>
    ${waiting.length === 0 ? html`<p class="card">${none}</p>` : waiting.map((view) => plan(reader, view))}`;
  return layout(reader, { title, section: 'approvals', body });
}

function plan(reader: Reader, { status, run, actions, isOwn }: RunView): Html {
  const { words, language } = reader;
  const { approvals } = words.operator;
  const { actions: said, goals, facts, plan: planned } = words.run;
  const { changes = [], needsApproval = [], leavesBenchmarks = [] } = status.plan ?? {};
  return html`<section class="card" aria-labelledby="plan-${status.id}">
    <h2 id="plan-${status.id}">${goals[run.request.goal]} <span class="id">${status.id}</span></h2>
    <p>
      ${approvals.askedBy(run.request.requestedBy)} · ${approvals.lines(changes.length)} · ${said.decideBy}
      ${status.approval && moment(status.approval.expiresAt, language)}
    </p>
    ${run.request.justification !== undefined && html`<p><strong>${facts.justification}:</strong> <span class="as-typed">${run.request.justification}</span></p>`}
    ${status.plan && termsList(reader, status.plan)}
    ${changeList(words, { changes, needsApproval, isUndo: run.request.undoes !== undefined, isRemediation: run.request.remediates !== undefined })}
    ${domainNotices(words, status.plan?.domainNotices)}
    ${
      leavesBenchmarks.length > 0 &&
      html`<p class="notice">
        ${planned.benchmarks}: ${leavesBenchmarks.map(({ benchmark }) => benchmark).join(', ')}.
      </p>`
    }
    ${
      isOwn
        ? html`<p class="notice">${said.ownRequest}</p>`
        : actions.has('decision')
          ? decisionForm(words, status)
          : html`<p>${said.notApprover}</p>`
    }
    <p class="buttons">
      <a href="/requests/${status.id}">${approvals.open} <span class="hidden">${status.id}</span></a>
    </p>
  </section>`;
}
