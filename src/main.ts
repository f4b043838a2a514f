import { loadConfig } from './config';
import { registerConfirmEnablement } from './functions/confirm-enablement';
import { registerDecideEnablement } from './functions/decide-enablement';
import { registerExplainAccess } from './functions/explain-access';
import { registerGraphNotifications } from './functions/graph-notifications';
import { registerHealth } from './functions/health';
import { registerMakeCanary } from './functions/make-canary';
import { registerPublishedDocuments } from './functions/published-documents';
import { registerReadEnablements } from './functions/read-enablements';
import { registerRequestEnablement } from './functions/request-enablement';
import { registerSweep } from './functions/sweep';
import { registerTellEnablement } from './functions/tell-enablement';
import { registerTenants } from './functions/tenants';
import { registerUndoEnablement } from './functions/undo-enablement';
import { registerUnknownCall } from './functions/unknown-call';
import { createServices } from './services';
import { registerWorkflows } from './workflows/register';

// The only module with effects: reads the environment, builds the services, registers the functions.
const services = createServices(loadConfig(process.env));

registerWorkflows(services.activities, services.adviseRetry);
registerRequestEnablement(services);
registerReadEnablements(services);
registerTellEnablement(services);
registerDecideEnablement(services);
registerUndoEnablement(services);
registerConfirmEnablement(services);
registerExplainAccess(services);
registerMakeCanary(services);
registerTenants(services);
registerGraphNotifications(services);
registerSweep(services);
registerHealth(services);
registerPublishedDocuments(services);
registerUnknownCall();
