import type { Control, Gate, Reading } from '../../controls/control';
import type { Value } from '../../controls/values/value';
import { ownOf } from './baseline';

/**
 * Gates of which nothing was shown: every switch was left out of the answers. Services answer so when they are not well,
 * and by their defaults an empty answer means "open": it is believed only when it is given twice.
 */
export function emptyGates(controls: readonly Control[], readings: readonly Reading[]): Gate[] {
  // Licences stand with SharePoint, and come from another service.
  const read = controls.filter(({ document }) => document !== undefined && document !== 'subscriptions');
  const gates = [...new Set(read.map(({ gate }) => gate))];
  return gates.filter((gate) => {
    const mine = read.filter((control) => control.gate === gate);
    const shown = mine.map((control) => ({
      control,
      reading: readings.find((one) => one.control === control.id),
    }));
    return (
      shown.some(({ reading }) => reading?.kind === 'known') &&
      shown.some(({ reading }) => reading?.kind !== 'known' || reading.absent !== undefined) &&
      shown.every(({ control, reading }) => reading?.kind !== 'known' || isEmpty(control, reading))
    );
  });
}

const isEmpty = (control: Control, { values, absent = [] }: Extract<Reading, { kind: 'known' }>): boolean =>
  ownOf(control, values).every(([property, value]) => absent.includes(property) || saysNothing(value));

const saysNothing = (value: Value): boolean =>
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && 'kind' in value && value['kind'] === 'allowAll');
