import { owns, type Control, type Reading } from '../../controls/control';
import type { Value, Values } from '../../controls/values/value';

/** What a property should be, and who says so. */
export interface Expected {
  value: Value;
  /** ISO 8601, UTC. */
  since: string;
  /** `enablement`: what a run of ours left; `operator`: what a person set; `firstAudit`: how we found it. */
  source: 'enablement' | 'operator' | 'firstAudit';
  /** The run, the person or the audit. */
  by: string;
}

/** How a tenant should stand, by control and property. */
export type Baseline = Readonly<Record<string, Readonly<Record<string, Expected>>>>;

/** What stands after a run of ours, or by the word of a person. */
export interface Left extends Expected {
  control: string;
  property: string;
}

/** The baseline with newer words over older ones. */
export function withLeft(baseline: Baseline, left: readonly Left[]): Baseline {
  const next: Record<string, Record<string, Expected>> = {};
  for (const [control, properties] of Object.entries(baseline)) next[control] = { ...properties };
  for (const { control, property, ...expected } of left)
    next[control] = { ...next[control], [property]: expected };
  return next;
}

/** The baseline without what it says of these controls. */
export const withoutControls = (baseline: Baseline, controls: readonly string[]): Baseline =>
  Object.fromEntries(Object.entries(baseline).filter(([control]) => !controls.includes(control)));

/** What is read of properties of which the baseline says nothing: where an audit finds them is where they should be. */
export function newIn(
  baseline: Baseline,
  control: Control,
  reading: Reading | undefined,
  found: Pick<Expected, 'since' | 'by'>,
): Left[] {
  if (reading?.kind !== 'known') return [];
  const known = baseline[control.id];
  return (
    ownOf(control, reading.values)
      // An entry of a partner that comes later is no discovery: it departs from the default that stood alone.
      .filter(([property]) => known?.[property] === undefined && (known === undefined || !isEntry(property)))
      .map(([property, value]) => ({
        control: control.id,
        property,
        value,
        source: 'firstAudit' as const,
        ...found,
      }))
  );
}

/** A property of which there may be any number, such as `partner:…`. */
export const isEntry = (property: string): boolean => property.includes(':');

export const ownOf = (control: Control, values: Values): [property: string, value: Value][] =>
  Object.entries(values).filter(([property]) => owns(control, property));

/** The values a baseline expects of a control. */
export const expectedOf = (baseline: Baseline, control: string): Values =>
  Object.fromEntries(
    Object.entries(baseline[control] ?? {}).map(([property, { value }]) => [property, value]),
  );
