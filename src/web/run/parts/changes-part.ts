import type { ManualStep } from '../../../domain/plan/manual-step';
import type { PlannedManualStep, Cannot, Note } from '../../../domain/plan/plan';
import type { EnablementStatus } from '../../../domain/enablement/status';
import { html, type Content, type Html } from '../../html';
import type { Words } from '../../words';
import { changeList, namesOf } from '../change-list';
import { domainNotices } from '../domain-notices';
import { part, recorded, recordedText } from '../part';
import type { RunView } from '../run-view';

/** What the run changes or changed, what it leaves to people, and what it found right. */
export function changesPart(words: Words, { status, written, run }: RunView): Html {
  const said = words.run.plan;
  const { plan } = status;
  if (plan === undefined) return part('changes', false);
  const hasWritten = !run.request.dryRun && (status.outcome !== undefined || written.length > 0);
  const list = {
    changes: plan.changes,
    needsApproval: hasWritten ? [] : plan.needsApproval,
    isUndo: run.request.undoes !== undefined,
    isRemediation: run.request.remediates !== undefined,
    ...(hasWritten && { written }),
  };
  return part(
    'changes',
    html`<h2>${hasWritten ? said.titleDone : said.title}</h2>
      ${plan.changes.length === 0 ? html`<p>${said.none}</p>` : changeList(words, list)}
      ${domainNotices(words, plan.domainNotices)} ${manualStep(words, status)}
      ${notes(words, said.cannot, plan.cannot, true)}
      ${
        plan.leavesBenchmarks.length > 0 &&
        html`<p class="notice">
          ${said.benchmarks}:
          ${plan.leavesBenchmarks.map(({ benchmark, control }) => `${benchmark} (${control})`).join(', ')}.
        </p>`
      }
      ${notes(words, said.alreadyRight, plan.alreadyRight)} ${notes(words, said.notTouched, plan.notTouched)}
      <p class="hash">${said.hash} <code>${plan.hash.slice(0, 16)}…</code></p>`,
  );
}

/** What is left of it, once the run waits for it; before that, what the plan says. */
function manualStep(words: Words, { plan: planned, manualSteps, proof, outcome }: EnablementStatus): Content {
  const isBegun = proof !== undefined || (outcome !== undefined && outcome !== 'planned');
  const open: readonly (PlannedManualStep | ManualStep)[] =
    manualSteps ?? (isBegun ? [] : (planned?.manualSteps ?? []));
  const { plan } = words.run;
  return (
    open.length > 0 &&
    html`<h3>${plan.manualSteps}</h3>
      <p class="hint">${plan.manualStepsHint}</p>
      <ul class="changes">
        ${open.map(
          (one) =>
            html`<li>
              <h4>${namesOf(words, one).title} <span class="id">${one.control}</span></h4>
              ${'text' in one && html`<p>${recordedText(words, one.text, one.said)}</p>`}
              ${one.powerShell !== '' && html`<pre><code>${one.powerShell}</code></pre>`}
              <p class="hint">${recorded(one.adminPage)}</p>
            </li>`,
        )}
      </ul>`
  );
}

function notes(
  words: Words,
  title: string,
  list: readonly (Note & Partial<Pick<Cannot, 'whoCan' | 'whoCanSaid'>>)[],
  isOpen = false,
): Content {
  return (
    list.length > 0 &&
    html`<details ${isOpen && html`open`}>
      <summary>${title} (${list.length})</summary>
      <ul class="notes">
        ${list.map(
          (one) =>
            html`<li>
              <strong>${namesOf(words, one).title}</strong> <span class="id">${one.control}</span>:
              ${recordedText(words, one.text, one.said)}
              ${one.whoCan !== undefined && recordedText(words, one.whoCan, one.whoCanSaid)}
            </li>`,
        )}
      </ul>
    </details>`
  );
}
