import { advise, type Needs } from '../../domain/enablement/goal-advice';
import type { TenantSettings } from '../../domain/tenant/tenant-settings';
import type { Violation } from '../../domain/input/violation';
import { checkbox, radios, select, textArea, textField, type Labelled } from '../fields';
import { html, type Html } from '../html';
import { QUESTIONS } from './needs';
import type { Reader } from '../reader';
import { TICKED, type Field, type Values } from './request-form';

const HOURS = [1, 2, 4, 8, 12, 24];
const GOALS = ['guestAccess', 'externalAccess', 'both'] as const;
const PROFILES = ['gated', 'selfService'] as const;
/** What few people need: folded away, and unfolded where something in it is wrong. */
const MORE: readonly Field[] = [
  'profile',
  'deadlineHours',
  'teamId',
  'guestCalling',
  'guestMeeting',
  'guestMessaging',
  'allowConsumer',
  'undoOnFailure',
  'purgeTestGuest',
];
const TICKS = MORE.slice(3);

/** The form of a request. It is sent as it stands: no script is needed. */
export function detailsForm(
  { words }: Reader,
  { tenants, values, needs }: DetailsPage,
  errors: ReadonlyMap<Field, string>,
): Html {
  const { form } = words;
  const advised = needs && advise(needs).recommendation;
  const of = (name: Field): Labelled => ({ ...form.fields[name], name, error: errors.get(name) });
  const typed = (name: Field) => ({ ...of(name), value: values[name] });
  const optional = (name: Field) => ({ ...typed(name), remark: form.optional });

  const goals = GOALS.map((value) => {
    const [label, hint] = form.goals[value];
    const isChosen = value === (values.goal ?? advised);
    const marked = value === advised ? html`${label} <em class="badge good">${form.recommended}</em>` : label;
    return { value, label: marked, hint, isChosen };
  });
  const profiles = PROFILES.map((value) => {
    const [label, hint] = form.profiles[value];
    return { value, label, hint, isChosen: value === (values.profile ?? 'gated') };
  });
  const hours = HOURS.map((count) => ({
    value: String(count),
    label: form.hours(count),
    isChosen: count === Number(values.deadlineHours ?? 24),
  }));
  const [only] = tenants.length === 1 ? tenants : [];
  const registered = only?.testGuestEmail;
  const domains = only?.testGuestDomains ?? [];
  const guest = form.fields.testGuestEmail;
  const hint = html`${guest.hint} ${registered !== undefined && guest.registered(registered)}
  ${domains.length > 0 && guest.domains(domains.join(', '))}`;

  return html`<form id="details" method="post" action="/" novalidate>
    ${needs && answersGiven(needs)}
    <h2>${form.legends.what}</h2>
    ${radios(of('goal'), goals)}
    ${only ? html`<input type="hidden" name="tenantId" value="${only.tenantId}" />` : select(of('tenantId'), tenantsToChoose())}
    <h2>${form.legends.whom}</h2>
    ${textArea({ ...typed('partnerDomains'), more: html`spellcheck="false" autocapitalize="none"` }, 3)}
    ${textField({ ...typed('testGuestEmail'), hint, more: addressCheck() }, 'email')}
    <h2>${form.legends.why}</h2>
    ${textArea(optional('justification'), 3)} ${textField(optional('enableUntil'), 'date')}
    <div class="pair">${textField(optional('ticketSystem'))} ${textField(optional('ticketId'))}</div>
    <details class="more" ${MORE.some((name) => errors.has(name)) && html`open`}>
      <summary>${form.legends.more}</summary>
      ${radios(of('profile'), profiles)} ${select(of('deadlineHours'), hours)}
      ${textField({ ...optional('teamId'), more: html`spellcheck="false"` })}
      ${TICKS.map((name) => checkbox(of(name), values[name] === TICKED))}
    </details>
    <p class="buttons">
      <button class="button primary">${form.next}</button>
      <a href="/">${form.startOver}</a>
    </p>
  </form>`;

  function tenantsToChoose() {
    return tenants.map(({ tenantId, name }) => ({
      value: tenantId,
      label: name === undefined ? tenantId : `${name} (${tenantId})`,
      isChosen: tenantId === values.tenantId,
    }));
  }

  /** What the script says while the address is typed; `{}` stands for what it found. */
  function addressCheck(): Html {
    const { address, errors: said } = form;
    return html`autocomplete="off" spellcheck="false" data-check="address"
    data-forbidden="${address.forbidden('{}')}" data-own-domain="${address.ownDomain('{}')}"
    data-wrong="${said.testGuestEmail.wrong}"`;
  }
}

/** The answers come along, so that the advice stays. */
const answersGiven = (needs: Needs): Html[] =>
  QUESTIONS.map((question) => html`<input type="hidden" name="${question}" value="${needs[question]}" />`);

export interface DetailsPage {
  tenants: readonly TenantSettings[];
  values: Values;
  faults: ReadonlySet<Field>;
  /** What is wrong beyond the fields, as the interface says it. */
  others: readonly Violation[];
  ownDomains: readonly string[];
  /** What the questions were answered with. */
  needs: Needs | undefined;
}
