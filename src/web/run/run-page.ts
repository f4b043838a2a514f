import { html, type Html } from '../html';
import { layout } from '../layout';
import type { Reader } from '../reader';
import { actionsPart } from './parts/actions-part';
import { callbackPart } from './parts/callback-part';
import { changesPart } from './parts/changes-part';
import { decidePart } from './parts/decide-part';
import { evidencePart } from './parts/evidence-part';
import { factsPart } from './parts/facts-part';
import { headlineOf, headPart } from './parts/head-part';
import { partnerPart } from './parts/partner-part';
import { proofPart } from './parts/proof-part';
import type { RunView } from './run-view';
import { timelinePart } from './parts/timeline-part';
import { undoingPart } from './parts/undo-part';
import { verdictPart } from './parts/verdict-part';
import { waitPart } from './parts/wait-part';

/** The page of a run: complete as it is sent, and kept up to date by the script. */
export function runPage(reader: Reader, view: RunView): Html {
  const { words } = reader;
  const { live } = words.run;
  const { id } = view.status;
  const body = html`<p class="hidden" role="status" id="said"></p>
    <p
      class="connection"
      role="status"
      id="connection"
      data-offline="${live.offline}"
      data-online="${live.online}"
      data-signed-out="${live.signedOut}"
      data-sign-in="${live.signIn}"
    ></p>
    <div id="run" data-follow="/requests/${id}/live" data-after="${view.lookAgainAfter}">
      ${runParts(reader, view)}
    </div>`;
  const { title } = headlineOf(words, view);
  return layout(reader, { title: `${title} · ${words.run.title(id)}`, section: 'requests', body });
}

/** What the script fetches: the parts, and nothing around them. */
export function runParts(reader: Reader, view: RunView): Html {
  const { words } = reader;
  return html`${headPart(words, view)}
    <div class="beside">
      <div class="stack">
        ${decidePart(reader, view)} ${waitPart(reader, view)} ${verdictPart(words, view)}
        ${proofPart(words, view)} ${changesPart(words, view)} ${partnerPart(words, view)}
        ${undoingPart(words, view)} ${callbackPart(words, view)} ${timelinePart(reader, view)}
      </div>
      <div class="stack">
        ${actionsPart(words, view)} ${factsPart(reader, view)} ${evidencePart(words, view)}
      </div>
    </div>`;
}
