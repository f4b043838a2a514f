import type { ApplyOptions } from '../../../../settings/apply-changes';
import type { BegunWrite, EnablementStore } from '../../../../store/enablements/enablement-store';

type Noting = Required<Pick<ApplyOptions, 'earlier' | 'putOff' | 'begin' | 'takeBack'>>;

/**
 * Keeps note of what a step sent, so that its next try knows what it may meet as its own work. What Microsoft said it
 * did not carry out is kept apart: should it stand as desired later, it was found, and not written.
 * @param first the note as it stands, or how it begins
 */
export function noteOf(store: Pick<EnablementStore, 'begin'>, id: string, first: BegunWrite): () => Noting {
  let noted = first;
  const note = async (properties: string[], putOff: string[]): Promise<void> => {
    const changed = { ...noted, properties, putOff };
    await store.begin(id, changed);
    noted = changed;
  };
  const without = (some: readonly string[], others: readonly string[]): string[] =>
    some.filter((one) => !others.includes(one));
  const withAll = (some: readonly string[], others: readonly string[]): string[] => [
    ...new Set([...some, ...others]),
  ];
  return () => {
    const { properties, putOff = [] } = noted;
    return {
      earlier: properties,
      putOff,
      begin: (sent) => note(withAll(properties, sent), without(putOff, sent)),
      takeBack: (some) => note(without(noted.properties, some), withAll(noted.putOff ?? [], some)),
    };
  };
}
