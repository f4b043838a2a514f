/** The orchestrations, by the name they are registered and started under. */
export const ENABLE_COLLABORATION = 'enableCollaboration';
export const WAITING_ROOM = 'waitingRoom';
export const APPROVAL_ROOM = 'approvalRoom';
/** In which a run waits for a service that asks for patience. */
export const THROTTLED_WAIT = 'throttledWait';
export const MOP_UP = 'mopUp';
export const MAKE_CANARY = 'canaryMaking';
export const COURIER = 'courier';
export const AUDIT_TENANTS = 'auditRun';
export const AUDIT_LANE = 'auditLane';
export const HOUSEKEEPING = 'housekeeping';

/** The activity by which a workflow starts a saved run without waiting for it. */
export const BEGIN_RUN = 'beginRun';

/** The activity by which a workflow has a run look that waits. */
export const WAKE_UP = 'wakeUp';

/** The id of a lane of an audit, whose own id is that of its orchestration. */
export const laneOf = (id: string, lane: number): string => `${id}:${lane}`;

/** The id of the orchestration that ends a run which cannot end itself. */
export const mopOf = (id: string): string => `${id}:mop`;

/** The id of the orchestration that makes a tenant's test team: one at a time. */
export const canaryRunOf = (tenantId: string): string => `${tenantId}:canary`;

/** The id of the room in which a run waits for its proof. */
export const roomOf = (id: string): string => `${id}:wait`;

/** The id of the room in which a run waits for a second person. */
export const approvalRoomOf = (id: string): string => `${id}:approval`;

/** The id of the orchestration in which a run waits for a service that asks for patience. */
export const throttledWaitOf = (id: string): string => `${id}:throttle`;

/** The id of the orchestration that tells the caller of a run, or whoever is told of a tenant's audits. */
export const courierOf = (id: string): string => `${id}:courier`;
