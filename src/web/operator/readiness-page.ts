import type { TenantSettings } from '../../domain/tenant/tenant-settings';
import type { Check, Goal, Readiness } from '../../inspection/assess-readiness';
import { badge, type Tone } from '../badge';
import { html, type Content, type Html } from '../html';
import { layout } from '../layout';
import type { Reader } from '../reader';
import { recordedText } from '../run/part';
import { tenantHeading } from './tenant-heading';

export interface ReadinessPage extends Readiness {
  tenant: Pick<TenantSettings, 'tenantId' | 'name'>;
  goal: Goal;
  /** Where an administrator lets us in; absent where that is not missing, or not for this reader to pass on. */
  consentUrl?: string;
}

const GOALS: readonly Goal[] = ['guestAccess', 'externalAccess', 'both'];
const TONES = { ok: 'good', missing: 'bad', cannotTell: 'warn' } as const satisfies Record<
  Check['state'],
  Tone
>;

/** Whether a tenant is ready, line by line, each with what fixes it. */
export function readinessPage(reader: Reader, page: ReadinessPage): Html {
  const { title, lead, back, ready, notReady } = reader.words.operator.readiness;
  const { tenant, isReady, checks } = page;
  const body = html`<div class="hero">
      <h1>${title}</h1>
      <p class="lead">${lead}</p>
    </div>
    ${goals(reader, page)}
    <section class="card">
      ${tenantHeading(tenant)}
      <p>${badge(isReady ? ready : notReady, isReady ? 'good' : 'bad')}</p>
      <dl class="facts">${checks.map((check) => line(reader, check, page.consentUrl))}</dl>
    </section>
    <p><a class="button" href="/tenants">${back}</a></p>`;
  return layout(reader, { title, section: 'tenants', body });
}

function goals({ words }: Reader, { tenant, goal }: ReadinessPage): Html {
  const names = words.run.goals;
  return html`<nav aria-label="${words.operator.readiness.goal}">
    <p>
      ${GOALS.map((one) =>
        one === goal
          ? html`<strong aria-current="page">${names[one]}</strong> `
          : html`<a href="/tenants/${tenant.tenantId}/readiness?goal=${one}">${names[one]}</a> `,
      )}
    </p>
  </nav>`;
}

function line(
  { words }: Reader,
  { check, state, text, said, fix: remediate }: Check,
  consentUrl: string | undefined,
): Html {
  const { checks, states } = words.operator.readiness;
  return html`<div>
    <dt>${checks[check]}</dt>
    <dd>
      <p>${badge(states[state], TONES[state])} ${recordedText(words, text, said)}</p>
      ${fixed(words.operator.readiness, remediate, check === 'consent' ? consentUrl : undefined)}
    </dd>
  </div>`;
}

function fixed(
  { remediate: label, letIn }: Reader['words']['operator']['readiness'],
  remediate: string | undefined,
  consentUrl: string | undefined,
): Content {
  if (consentUrl !== undefined) return html`<p><a class="button" href="${consentUrl}">${letIn}</a></p>`;
  return (
    remediate !== undefined &&
    html`<p>${label}</p>
      <pre lang="en" tabindex="0"><code>${remediate}</code></pre>`
  );
}
