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
} from './routes/enablements';
import { requestEnablement } from './routes/request-enablement';
import {
  acceptFinding,
  getAudit,
  listAudits,
  listFindings,
  remediateFinding,
  startAudit,
} from './routes/audits';
import { endCallback, endCallbackByAddress, replayCallback } from './routes/callbacks';
import { getConsentPage, receiveConsent } from './routes/consent';
import { getCanary, createCanary } from './routes/canary';
import { explainAccess } from './routes/explanations';
import { whenEnablementFinishes } from './routes/finished-enablements';
import { getCleanup, listCleanups, startCleanup } from './routes/cleanup';
import { receiveGraphNotifications } from './routes/graph-notifications';
import { proveTenant } from './routes/proof';
import { checkTenant, getTenant, listTenants, registerTenant, replayAuditEvents } from './routes/tenants';
import { getHealth, getOpenApi, getSwagger } from './routes/service';

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
  createCanary,
  getCanary,
  listTenants,
  getTenant,
  registerTenant,
  checkTenant,
  proveTenant,
  replayAuditEvents,
  getConsentPage,
  receiveConsent,
  startAudit,
  listAudits,
  getAudit,
  listFindings,
  acceptFinding,
  remediateFinding,
  startCleanup,
  listCleanups,
  getCleanup,
  receiveGraphNotifications,
  getHealth,
  getOpenApi,
  getSwagger,
];
