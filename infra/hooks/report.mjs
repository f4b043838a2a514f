// @ts-check
import { Refused } from './microsoft.mjs';

/** @typedef {'as it was' | 'done' | 'left to do'} State */

/**
 * Does one thing after the other, says what became of each, and goes on when one is refused: whoever deploys may have
 * less rights in Entra than in Azure. Ends well all the same; what is left is said last.
 * @param {{ what: string, work: () => Promise<State>, who: string }[]} things
 */
export async function doInTurn(things) {
  /** @type {string[]} */
  const left = [];
  for (const { what, work, who } of things) {
    try {
      const state = await work();
      console.log(`${state.padEnd(10)}  ${what}`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      console.log(`${'left to do'.padEnd(10)}  ${what}: ${error.words}`);
      left.push(`${what}: takes ${who}`);
    }
  }
  if (left.length === 0) return;
  console.log(`\nLeft to do, by somebody who may:\n${left.map((line) => `  ${line}`).join('\n')}`);
  console.log(
    'Whoever it is signs in with az login and runs the same again: what is done is not done twice.',
  );
}
