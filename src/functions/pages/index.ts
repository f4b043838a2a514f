import { registerAssets } from './assets';
import { registerAuditPages } from './audit-pages';
import { registerDeskPages } from './desk-pages';
import { registerFindingPage } from './finding-page';
import { registerFrontPage } from './front-page';
import { registerOwnDomains } from './own-domains';
import { registerPreferences } from './preferences';
import { registerReadinessPage } from './readiness-page';
import { registerRunActions } from './run-actions';
import { registerRunPages } from './run-pages';
import type { House } from './serve-page';
import { registerSignIn } from './sign-in';
import { registerWhyPage } from './why-page';

/** What people see, beside the interface for machines: the same services, and the same rules. */
export function registerPages(house: House): void {
  registerAssets(house);
  registerPreferences(house);
  registerSignIn(house);
  registerOwnDomains(house);
  registerDeskPages(house);
  registerReadinessPage(house);
  registerWhyPage(house);
  registerAuditPages(house);
  registerFindingPage(house);
  registerRunPages(house);
  registerRunActions(house);
  registerFrontPage(house);
}
