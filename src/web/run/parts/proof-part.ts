import type { Rung } from '../../../domain/proof/proof-ladder';
import { html, type Html } from '../../html';
import type { Words } from '../../words';
import { part } from '../part';
import type { RunView } from '../run-view';

const RUNGS: readonly Rung[] = [0, 1, 2, 3, 4];

/** The ladder: what is proven, and what even that leaves open. */
export function proofPart(words: Words, { status, run }: RunView): Html {
  const { proof: said } = words.run;
  const { assurance, proof } = status;
  const highest = assurance?.rung ?? proof?.highestRung;
  if (run.request.dryRun || highest === undefined) return part('proof', false);
  const isExternalOnly = status.goal === 'externalAccess';
  const isStored = status.goal !== 'guestAccess' && assurance !== undefined;
  const isRunning = status.outcome === undefined;
  const stateOf = (rung: Rung): keyof typeof STATES =>
    rung <= highest ? 'passed' : isRunning && rung === highest + 1 ? 'current' : 'open';
  const shown = isExternalOnly ? RUNGS.slice(0, 1) : RUNGS;
  return part(
    'proof',
    html`<h2>${said.title}</h2>
      <ol class="ladder">
        ${shown.map((rung) => {
          const state = stateOf(rung);
          return html`<li class="${state}">
            <span class="sign" aria-hidden="true">${STATES[state]}</span>
            <span>${said.rungs[rung]} <small>${said[state]}</small></span>
          </li>`;
        })}
      </ol>
      ${
        assurance &&
        html`<dl class="facts">
          <div>
            <dt>${said.claimTitle}</dt>
            <dd>${!isExternalOnly && said.claims[highest]} ${isStored && said.external}</dd>
          </div>
          ${
            !isExternalOnly &&
            html`<div>
              <dt>${said.notProvenTitle}</dt>
              <dd>${said.notProven[highest]}</dd>
            </div>`
          }
        </dl>`
      }`,
  );
}

/** A sign beside the word: colour alone says nothing. */
const STATES = { passed: '✓', current: '…', open: '–' } as const;
