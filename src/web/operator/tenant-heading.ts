import type { TenantSettings } from '../../domain/tenant/tenant-settings';
import { html, type Html } from '../html';

/** By its name, where it has one. */
export const tenantHeading = ({ tenantId, name }: Pick<TenantSettings, 'tenantId' | 'name'>): Html =>
  name === undefined
    ? html`<h2><code>${tenantId}</code></h2>`
    : html`<h2>${name} <span class="id">${tenantId}</span></h2>`;
