import { jestExpect } from '@jest/expect';
import * as circus from 'jest-circus';
import { createRequire } from 'node:module';
import path from 'node:path';

export interface FileResult {
  file: string;
  tests: { id: string; failure?: string; ms: number }[];
  /** Why the file did not load, or what went wrong outside its tests. */
  error?: string;
}

interface Manner {
  /** Told which test begins, and with undefined that none is running. */
  onTest(id: string | undefined): void;
  isWanted(id: string): boolean;
  /** Whether the rest of a file is skipped once a test has failed. */
  stopsEarly: boolean;
}

const load = createRequire(__filename);

/** Longer than any test here needs by far; a change that makes a promise hang is found by it. */
const LONGEST = 15_000;

const { describe, it, test, beforeAll, beforeEach, afterAll, afterEach } = circus;
Object.assign(globalThis, {
  describe,
  it,
  test,
  beforeAll,
  beforeEach,
  afterAll,
  afterEach,
  expect: jestExpect,
});

type Handler = Parameters<typeof circus.addEventHandler>[0];
type State = ReturnType<typeof circus.getState>;
type Block = State['rootDescribeBlock'];
type Test = NonNullable<State['currentlyRunningTest']>;

/** Runs the tests of one compiled file, with all that is ours loaded anew. @param file from the working directory */
export async function runFile(file: string, manner: Manner): Promise<FileResult> {
  const result: FileResult = { file, tests: [] };
  const idOf = (one: Test): string => `${file}: ${titleOf(one)}`;
  let hasFailed = false;
  const rosterSubscription: Handler = (event) => {
    if (event.name === 'test_start') {
      const id = idOf(event.test);
      if (!manner.isWanted(id) || (hasFailed && manner.stopsEarly)) event.test.mode = 'skip';
      manner.onTest(id);
    } else if (event.name === 'test_done') {
      manner.onTest(undefined);
      const failure: unknown = event.test.errors[0];
      hasFailed ||= failure !== undefined;
      result.tests.push({
        id: idOf(event.test),
        ms: event.test.duration ?? 0,
        ...(failure !== undefined && { failure: wordsOf(failure) }),
      });
    } else if (event.name === 'test_skip') manner.onTest(undefined);
  };
  forgetOurs();
  circus.resetState();
  Object.assign(circus.getState(), { parentProcess: process, testTimeout: LONGEST });
  circus.addEventHandler(rosterSubscription);
  manner.onTest(undefined);
  try {
    load(path.resolve(file));
    skipUnwanted(circus.getState().rootDescribeBlock, (one) => manner.isWanted(idOf(one)));
    const { unhandledErrors } = await circus.run();
    if (unhandledErrors[0] !== undefined) result.error = String(unhandledErrors[0]);
  } catch (error) {
    result.error = wordsOf(error);
  } finally {
    circus.removeEventHandler(rosterSubscription);
  }
  return result;
}

/** Marked before the run, so that Jest does not run the hooks of a block without a wanted test. */
function skipUnwanted(block: Block, isWanted: (test: Test) => boolean): void {
  for (const child of block.children) {
    if (child.type === 'describeBlock') skipUnwanted(child, isWanted);
    else if (!isWanted(child)) child.mode = 'skip';
  }
}

function titleOf(test: Test): string {
  const words = [test.name];
  for (let block: Block | undefined = test.parent; block?.parent; block = block.parent)
    words.unshift(block.name);
  return words.join(' ');
}

/** Packages stay: loading them is what takes the time. */
function forgetOurs(): void {
  for (const name of Object.keys(load.cache))
    if (!name.includes(`${path.sep}node_modules${path.sep}`) && !name.startsWith(__dirname))
      delete load.cache[name];
}

const wordsOf = (error: unknown): string =>
  error instanceof Error
    ? (error.stack ?? error.message)
    : Array.isArray(error)
      ? wordsOf(error[0])
      : String(error);
