/** The orchestrations, by the name they are registered and started under. */
export const ENABLE_COLLABORATION = 'enableCollaboration';
export const WAIT_FOR_PROOF = 'waitForProof';
export const WAIT_FOR_APPROVAL = 'waitForApproval';
/** In which a run waits for a service that throttles. */
export const WAIT_WHILE_THROTTLED = 'waitWhileThrottled';
export const RECOVER_RUN = 'recoverRun';
export const CREATE_CANARY_TEAM = 'createCanaryTeam';
export const DISPATCH_OUTBOX = 'dispatchOutbox';
export const AUDIT_TENANTS = 'auditTenants';
export const AUDIT_LANE = 'auditLane';
export const CLEAN_UP_TENANTS = 'cleanUpTenants';

/** The activity by which a workflow starts a saved run without waiting for it. */
export const START_RUN = 'startRun';

/** The activity by which a workflow has a run look that waits. */
export const WAKE_RUN = 'wakeRun';

/** The id of a lane of an audit, whose own id is that of its orchestration. */
export const laneOf = (id: string, lane: number): string => `${id}:${lane}`;

/** The id of the orchestration that ends a run which cannot end itself. */
export const recoveryOf = (id: string): string => `${id}:recover`;

/** The id of the orchestration that makes a tenant's test team: one at a time. */
export const canaryRunOf = (tenantId: string): string => `${tenantId}:canary`;

/** The id of the room in which a run waits for its proof. */
export const proofWaitOf = (id: string): string => `${id}:wait`;

/** The id of the room in which a run waits for a second person. */
export const approvalWaitOf = (id: string): string => `${id}:approval`;

/** The id of the orchestration in which a run waits for a service that throttles. */
export const throttledWaitOf = (id: string): string => `${id}:throttle`;

/** The id of the orchestration that tells the caller of a run, or whoever is told of a tenant's audits. */
export const dispatcherOf = (id: string): string => `${id}:dispatch`;
