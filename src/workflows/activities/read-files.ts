import { controlOf } from '../../controls/checklist';
import { FILES_CONTROLS, filesByRule, type FilesByRule } from '../../enablement/files';
import { assess } from '../../enablement/finding';
import { ServiceBusy } from '../../http/faults';
import { readFor, readingsOf } from './readings';
import { runOf } from './recorded-steps';
import type { Tools } from './tools';
import { say } from '../../texts/say';

/** Reads the levels that decide about files; undefined where nobody registered how the test team's own site is shared. */
export async function readFiles(tools: Tools, id: string): Promise<FilesByRule | undefined> {
  const { store, canarySiteSharing: site } = tools;
  if (site === undefined) return undefined;
  try {
    const controls = FILES_CONTROLS.map(controlOf);
    const { wish, documents } = await readFor(tools, await runOf(store, id), controls);
    return filesByRule(assess(controls, readingsOf(documents), { ...wish, profile: 'gated' }), site);
  } catch (fault) {
    if (!(fault instanceof ServiceBusy)) throw fault;
    // What Teams has shown must not be asked again for the sake of what comes on top.
    return { isOpen: false, words: say('files.unread') };
  }
}
