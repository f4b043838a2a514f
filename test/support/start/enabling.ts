import { applyChanges, type Applied } from '../../../src/settings/apply-changes';
import { concernedBy } from '../../../src/controls/checklist';
import type { DesiredSettings } from '../../../src/controls/control';
import { readDocuments, type DocumentReading } from '../../../src/settings/read-settings';
import { assess } from '../../../src/domain/plan/assess-controls';
import { type Plan, type PlanRules } from '../../../src/domain/plan/plan';
import { planChanges } from '../../../src/domain/plan/plan-changes';
import type { Step } from '../../../src/domain/enablement/step';
import { planUndo } from '../../../src/domain/plan/undo-plan';
import { controlsIn, scopeOf, valuesIn } from '../../../src/workflows/context/readings';
import { documentsIn, writtenIn } from '../../../src/workflows/enablement/activities/apply/written-changes';
import { clientsOf, type TenantOnly } from './start-tenant';

const RULES: PlanRules = { hash: (text) => text, alwaysApprove: false, isManual: () => false };

export interface Enabling {
  plan(): Promise<Plan>;
  /** Writes a plan, document by document; each write is made upon a fresh reading. */
  apply(plan: Plan): Promise<Applied[]>;
  /** Plans the undo from what was written, and goes it. */
  undo(plan: Plan, applied: readonly Applied[]): Promise<Plan>;
}

/** A wish carried out and taken back by the app’s own code, on a tenant alone: no host, no store. */
export function enabling(tenant: TenantOnly, desired: DesiredSettings): Enabling {
  const clients = clientsOf(tenant);
  const scope = scopeOf(desired);
  const { now } = tenant.clientContext;
  const readings = (documents: readonly DocumentReading[]) => documents.flatMap((one) => one.readings);

  async function write({ changes }: Plan): Promise<Applied[]> {
    const applied: Applied[] = [];
    for (const document of documentsIn(changes)) {
      const mine = changes.filter((change) => change.document === document);
      applied.push(await applyChanges(clients, document, mine, scope, now));
    }
    return applied;
  }

  return {
    async plan() {
      const controls = concernedBy(desired);
      const documents = await readDocuments(clients, controls, scope, now);
      return planChanges(assess(controls, readings(documents), desired), desired, RULES);
    },
    apply: write,
    async undo(plan, applied) {
      const steps = [
        { kind: 'planned', result: { plan } },
        ...applied.map((result) => ({ kind: 'applied', result })),
      ] as Step[];
      const written = writtenIn(steps);
      const documents = await readDocuments(clients, controlsIn(documentsIn(written)), scope, now);
      const way = planUndo({ written, valuesOf: valuesIn(documents) }, RULES);
      await write(way);
      return way;
    },
  };
}
