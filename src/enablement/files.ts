import { isAtLeast } from '../controls/control';
import { SHARING_LEVELS, type SharingLevel } from '../controls/sharepoint/sharing-level';
import type { Finding } from './finding';

/** The switches that decide whether a member of the test team who is a guest reaches its files, and that can be read. */
export const FILES_CONTROLS = ['G-1', 'S-1'];

/** Whether a guest of the directory reaches the files of the test team, by the rules that decide it. Nobody opened one. */
export interface FilesByRule {
  isOpen: boolean;
  /** In a sentence. */
  text: string;
}

/**
 * Compares the levels. The site's own is shown to no application: it is what the keeper of the test team registered.
 * @param findings of the controls named above, judged by the wish to let in guests who are in the directory
 */
export function filesByRule(findings: readonly Finding[], site: SharingLevel): FilesByRule {
  const unread = findings.find(({ judgement }) => judgement.kind === 'unknown');
  if (unread) return shut(`whether files are open is not known: ${unread.control.id} could not be read.`);
  const closed = findings.find(({ judgement }) => judgement.kind !== 'met');
  if (closed) return shut(`files are closed to guests: ${closed.control.title} (${closed.control.id}).`);
  if (!isAtLeast(SHARING_LEVELS, site, 'existingExternalUserSharingOnly'))
    return shut('files are closed to guests: the test team’s own site (S-2) is registered as closed.');
  return { isOpen: true, text: 'By rule the guest reaches the files of the test team.' };
}

const shut = (why: string): FilesByRule => ({ isOpen: false, text: `By rule ${why}` });
