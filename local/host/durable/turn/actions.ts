/** What an orchestrator asks for, by the numbers of the SDK's protocol. */
export enum ActionType {
  CallActivity = 0,
  CallActivityWithRetry = 1,
  CallSubOrchestrator = 2,
  CallSubOrchestratorWithRetry = 3,
  ContinueAsNew = 4,
  CreateTimer = 5,
  WaitForExternalEvent = 6,
  CallEntity = 7,
  CallHttp = 8,
  SignalEntity = 9,
  ScheduledSignalEntity = 10,
  WhenAny = 11,
  WhenAll = 12,
  LockEntities = 13,
  ReleaseEntities = 14,
}

export interface RetryOptions {
  firstRetryIntervalInMilliseconds: number;
  maxNumberOfAttempts: number;
  backoffCoefficient?: number;
  maxRetryIntervalInMilliseconds?: number;
  retryTimeoutInMilliseconds?: number;
}

export interface Action {
  actionType: ActionType;
  functionName?: string;
  instanceId?: string;
  input?: unknown;
  fireAt?: string;
  isCanceled?: boolean;
  externalEventName?: string;
  retryOptions?: RetryOptions;
  compoundActions?: Action[];
}

/** The answer of an orchestrator's turn. `actions` holds all since the start of the execution, not only the new ones. */
export interface OrchestratorAnswer {
  isDone: boolean;
  actions: Action[];
  output?: unknown;
  customStatus?: unknown;
  /** Set when the orchestrator threw. */
  error?: string;
}

/** Actions this host does not carry out; an orchestration that asks for one fails and says so. */
const UNSUPPORTED: ReadonlyMap<ActionType, string> = new Map([
  [ActionType.CallEntity, 'calling an entity'],
  [ActionType.CallHttp, 'callHttp'],
  [ActionType.SignalEntity, 'signalling an entity'],
  [ActionType.ScheduledSignalEntity, 'signalling an entity'],
  [ActionType.LockEntities, 'locking entities'],
  [ActionType.ReleaseEntities, 'releasing entities'],
]);

export function findUnsupported(actions: readonly Action[]): string | undefined {
  for (const { actionType, compoundActions } of actions) {
    const found = UNSUPPORTED.get(actionType) ?? (compoundActions && findUnsupported(compoundActions));
    if (found !== undefined) return found;
  }
  return undefined;
}
