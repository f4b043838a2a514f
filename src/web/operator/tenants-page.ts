import type { EnablementSummary } from '../../domain/enablement/enablement';
import type { TenantSettings } from '../../domain/tenant/tenant-settings';
import { badge, outcomeBadge } from '../badge';
import { html, type Content, type Html } from '../html';
import { layout } from '../layout';
import type { Reader } from '../reader';
import { moment } from '../time';
import { furtherTenants } from './further-tenants';
import { tenantHeading } from './tenant-heading';

export interface ServedTenant {
  tenant: TenantSettings;
  isHome: boolean;
  /** When its administrator let us in, where he had to; ISO 8601, UTC. */
  consentedAt?: string;
  last: EnablementSummary | undefined;
}

/** What is registered, and how each tenant is served. @param next the address of further tenants */
export function tenantsPage(reader: Reader, served: readonly ServedTenant[], next?: string): Html {
  const { title, lead } = reader.words.operator.tenants;
  const body = html`<div class="hero">
      <h1>${title}</h1>
      <p class="lead">${lead}</p>
    </div>
    ${served.map((one) => card(reader, one))} ${furtherTenants(reader, next)}`;
  return layout(reader, { title, section: 'tenants', body });
}

function card({ words, language }: Reader, { tenant, isHome, consentedAt, last }: ServedTenant): Html {
  const { tenants: said } = words.operator;
  const all: [string, Content][] = [
    [said.consentedAt, consentedAt && moment(consentedAt, language)],
    [said.testTeam, tenant.canaryGroupId ? html`<code>${tenant.canaryGroupId}</code>` : said.testTeamNone],
    [said.testGuest, tenant.testGuestEmail ?? said.testGuestNone],
    [said.testGuestDomains, tenant.testGuestDomains?.join(', ') || undefined],
    [
      said.siteSharing,
      tenant.canarySiteSharing ? html`<code>${tenant.canarySiteSharing}</code>` : said.siteSharingNone,
    ],
    [said.approval, said.approvals[tenant.approval]],
    [said.teamsSettings, said.teamsSettingsHow[tenant.teamsSettings]],
    [said.remediate, tenant.remediate?.join(', ')],
    [
      said.teams,
      tenant.teams?.length ? html`${tenant.teams.map((id) => html`<code>${id}</code> `)}` : undefined,
    ],
    [said.auditTeamsBy, tenant.auditTeamsBy && said.auditTeamsFrom[tenant.auditTeamsBy]],
    [said.canaryProof, said.canaryProofs[tenant.canaryProof ?? 'off']],
    [
      said.last,
      last
        ? html`<a href="/requests/${last.id}">${last.id}</a> ${moment(last.acceptedAt, language)}
            ${outcomeBadge(words, last)}`
        : said.lastNone,
    ],
  ];
  const rows = all.filter(([, value]) => value !== undefined);
  return html`<section class="card">
    ${tenantHeading(tenant)} ${isHome && html`<p>${badge(said.home, 'plain')}</p>`}
    <dl class="facts">
      ${rows.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    <p>
      <a href="/tenants/${tenant.tenantId}/readiness">${said.readiness}</a> ·
      <a href="/tenants/${tenant.tenantId}/explain">${said.why}</a>
    </p>
  </section>`;
}
