import { html, type Content } from '../html';
import type { Reader } from '../reader';

/** The way to the tenants that this page has no room for. */
export const furtherTenants = ({ words }: Reader, next: string | undefined): Content =>
  next !== undefined && html`<p><a href="${next}">${words.operator.further}</a></p>`;
