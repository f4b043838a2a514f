import type { Audited } from '../../audit/audit';
import { withMending, type MendingRules } from '../../audit/mending';
import type { Standing } from '../../audit/standing';
import { whoChanged } from '../../explanations/who-changed';
import type { AuditReader } from './audit-readings';

/** Says of each finding whether it is put back; where a fight is new, also who fights, as far as the directory tells. */
export async function judgeMending(
  { tenant, readers }: Pick<AuditReader, 'tenant' | 'readers'>,
  audited: Audited,
  before: Standing,
  asked: Omit<MendingRules, 'mend' | 'fighters'>,
): Promise<Audited> {
  const rules = { ...asked, mend: tenant.mend ?? [] };
  const judged = withMending(audited, before, rules);
  const { findings, mended = {} } = judged.standing;
  const fights = findings.flatMap(({ key, control, property }) => {
    const { isFought, foughtBy, at: from = '' } = mended[key] ?? {};
    const isNew = isFought && foughtBy === undefined && control !== undefined && property !== undefined;
    return isNew ? [{ key, control, property, from, to: asked.at }] : [];
  });
  if (fights.length === 0) return judged;
  const authors = await whoChanged(readers.graph, fights);
  const fighters = new Map(fights.map(({ key }, index) => [key, authors[index]?.reason ?? '']));
  return withMending(audited, before, { ...rules, fighters });
}
