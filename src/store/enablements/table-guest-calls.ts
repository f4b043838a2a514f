import type { GuestCall, GuestAnswer } from '../../domain/proof/guest-call';
import type { EnablementStore } from './enablement-store';
import { spreadJson } from '../tables/long-json';
import { guestCallKey, guestAnswerKey, rangeOf } from '../tables/keys';
import { guestCallRowSchema, guestAnswerRowSchema } from '../tables/rows/evidence-rows';
import { listRunRows, listRunRowsNow } from '../tables/partition-reading';
import { isConflict, withTables, type Tables } from '../tables/tables';
import { legibleUnlessPassed } from '../tables/unreadable-rows';

/** What a run does to test guests: a row before each call, and one with its answer. Only ever added to. */
export function tableGuestCalls(
  tables: Tables,
): Pick<EnablementStore, 'beginGuestAct' | 'answerGuestAct' | 'guestCalls'> {
  function callsIn(rows: readonly Record<string, unknown>[]): GuestCall[] {
    const acts = new Map<string, GuestCall>();
    const { runs } = tables;
    for (const row of rows) {
      // An answer sorts right behind what it answers.
      const [prefix, number = '', answer] = String(row['rowKey']).split('!');
      const key = `${prefix}!${number}`;
      if (answer === undefined) {
        const act = legibleUnlessPassed(tables, runs, row, (one) => guestCallRowSchema.parse(one).json);
        if (act) acts.set(key, act);
        continue;
      }
      const act = acts.get(key);
      const said = legibleUnlessPassed(tables, runs, row, (one) => guestAnswerRowSchema.parse(one).json);
      // An answer that nobody can read is one that was not heard: the call may have been carried out.
      if (act && said) act.answer = said;
    }
    return [...acts.values()];
  }

  return {
    guestCalls: async (id) => callsIn(await listRunRowsNow(tables, id, rangeOf('guest'))),
    async beginGuestAct(id, act) {
      const before = callsIn(await listRunRows(tables, id, rangeOf('guest')));
      for (let n = before.length + 1; ; n++) {
        const row = { ...guestCallKey(id, n), ...spreadJson({ n, ...act } satisfies GuestCall) };
        try {
          await withTables(tables, () => tables.runs.createEntity(row));
          return n;
        } catch (error) {
          // The same activity runs twice at the moment: each call has a row of its own.
          if (!isConflict(error)) throw error;
        }
      }
    },
    async answerGuestAct(id, n, answer) {
      const row = { ...guestAnswerKey(id, n), ...spreadJson(answer satisfies GuestAnswer) };
      try {
        await withTables(tables, () => tables.runs.createEntity(row));
      } catch (error) {
        if (!isConflict(error)) throw error;
      }
    },
  };
}
