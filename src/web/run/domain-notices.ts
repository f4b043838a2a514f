import { domainToUnicode } from 'node:url';
import type { DomainNotice } from '../../domain/partner/domain-notices';
import { html, type Content } from '../html';
import type { Words } from '../words';

/** What an approver should know of the domains that a plan lets in. */
export function domainNotices({ run: { plan } }: Words, notices: readonly DomainNotice[] = []): Content {
  const { domains: said } = plan;
  return (
    notices.length > 0 &&
    html`<div class="notice">
      <h3>${said.title}</h3>
      <ul>
        ${notices.map(
          ({ domain, kind }) =>
            html`<li>
              <strong>${domain}</strong>${
                kind === 'otherScript' && html` (${said.unicode} <bdi>${domainToUnicode(domain)}</bdi>)`
              }:
              ${said[kind]}
            </li>`,
        )}
      </ul>
    </div>`
  );
}
