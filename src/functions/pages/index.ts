import { registerAssets } from './serve/assets';
import { registerAuditPages } from './audit-pages';
import { registerOperatorPages } from './operator-pages';
import { registerFindingPage } from './finding-page';
import { registerFrontPage } from './front-page';
import { registerOwnDomains } from './own-domains';
import { registerPreferences } from './serve/preferences';
import { registerReadinessPage } from './readiness-page';
import { registerRunActions } from './run-actions';
import { registerRunPages } from './run-pages';
import type { PageContext } from './serve/serve-page';
import { registerSignIn } from './serve/sign-in';
import { registerExplainPage } from './explain-page';

/** What people see, beside the interface for machines: the same services, and the same rules. */
export function registerPages(pageContext: PageContext): void {
  registerAssets(pageContext);
  registerPreferences(pageContext);
  registerSignIn(pageContext);
  registerOwnDomains(pageContext);
  registerOperatorPages(pageContext);
  registerReadinessPage(pageContext);
  registerExplainPage(pageContext);
  registerAuditPages(pageContext);
  registerFindingPage(pageContext);
  registerRunPages(pageContext);
  registerRunActions(pageContext);
  registerFrontPage(pageContext);
}
