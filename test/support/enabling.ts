import { applyChanges, type Applied } from '../../src/controls/apply-changes';
import { concernedBy } from '../../src/controls/checklist';
import type { Wish } from '../../src/controls/control';
import { readDocuments, type DocumentReading } from '../../src/controls/documents';
import { assess } from '../../src/enablement/finding';
import { planChanges, type Plan, type PlanRules } from '../../src/enablement/plan';
import type { Step } from '../../src/enablement/step';
import { planUndo } from '../../src/enablement/undo-plan';
import { controlsIn, scopeOf, valuesIn } from '../../src/workflows/activities/readings';
import { documentsIn, writtenIn } from '../../src/workflows/activities/written';
import { clientsOf, type TenantOnly } from './start-tenant';

const RULES: PlanRules = { hash: (text) => text, alwaysApprove: false, isByHand: () => false };

export interface Enabling {
  plan(): Promise<Plan>;
  /** Writes a plan, document by document; each write is made upon a fresh reading. */
  apply(plan: Plan): Promise<Applied[]>;
  /** Plans the way back from what was written, and goes it. */
  undo(plan: Plan, applied: readonly Applied[]): Promise<Plan>;
}

/** A wish carried out and taken back by the app’s own code, on a tenant alone: no host, no store. */
export function enabling(tenant: TenantOnly, wish: Wish): Enabling {
  const clients = clientsOf(tenant);
  const scope = scopeOf(wish);
  const { now } = tenant.out;
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
      const controls = concernedBy(wish);
      const documents = await readDocuments(clients, controls, scope, now);
      return planChanges(assess(controls, readings(documents), wish), wish, RULES);
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
