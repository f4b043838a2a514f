import type { Route } from './route';
import {
  cancelEnablement,
  confirmEnablement,
  extendEnablement,
  decideEnablement,
  probeEnablement,
  undoEnablement,
} from './routes/commands';
import {
  getEnablement,
  getEnablementPlan,
  getEnablementStatus,
  getEnablementSteps,
  listEnablements,
  requestEnablement,
} from './routes/enablements';
import { acceptFinding, getAudit, listAudits, listFindings, mendFinding, startAudit } from './routes/audits';
import { endCallback, endCallbackByAddress, replayCallback } from './routes/callbacks';
import { getConsentPage, receiveConsent } from './routes/consent';
import { getCanary, makeCanary } from './routes/canary';
import { explainAccess } from './routes/explanations';
import { whenEnablementFinishes } from './routes/finished';
import { getHousekeeping, listHousekeeping, startHousekeeping } from './routes/housekeeping';
import { receiveGraphNotifications } from './routes/graph-notifications';
import { proveTenant } from './routes/proof';
import { checkTenant, getTenant, listTenants, registerTenant, replayNews } from './routes/tenants';
import { getHealth, getOpenApi, getSwagger } from './routes/tools';

/** Every call of the interface, in the order in which the documents show them. */
export const ROUTES: readonly Route[] = [
  requestEnablement,
  listEnablements,
  whenEnablementFinishes,
  getEnablement,
  getEnablementStatus,
  getEnablementPlan,
  getEnablementSteps,
  decideEnablement,
  cancelEnablement,
  probeEnablement,
  undoEnablement,
  confirmEnablement,
  extendEnablement,
  replayCallback,
  endCallback,
  endCallbackByAddress,
  explainAccess,
  makeCanary,
  getCanary,
  listTenants,
  getTenant,
  registerTenant,
  checkTenant,
  proveTenant,
  replayNews,
  getConsentPage,
  receiveConsent,
  startAudit,
  listAudits,
  getAudit,
  listFindings,
  acceptFinding,
  mendFinding,
  startHousekeeping,
  listHousekeeping,
  getHousekeeping,
  receiveGraphNotifications,
  getHealth,
  getOpenApi,
  getSwagger,
];
