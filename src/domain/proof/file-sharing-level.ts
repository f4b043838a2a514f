import { isAtLeast } from '../../controls/control';
import { SHARING_LEVELS, type SharingLevel } from '../../controls/sharepoint/sharing-level';
import type { Finding } from '../plan/assess-controls';
import type { Sentence } from '../../texts/said';
import { say } from '../../texts/say';

/** The switches that decide whether a member of the test team who is a guest reaches its files, and that can be read. */
export const FILE_SHARING_CONTROLS = ['G-1', 'S-1'];

/** Whether a guest of the directory reaches the files of the test team, by the rules that decide it. Nobody opened one. */
export interface FileSharing {
  isOpen: boolean;
  words: Sentence;
}

/**
 * Compares the levels. The site's own is shown to no application: it is what the keeper of the test team registered.
 * @param findings of the controls named above, judged for guests who are already in the directory
 */
export function fileSharingByRules(findings: readonly Finding[], site: SharingLevel): FileSharing {
  const unread = findings.find(({ judgement }) => judgement.kind === 'unknown');
  if (unread) return shut(say('files.unknown', { id: unread.control.id }));
  const closed = findings.find(({ judgement }) => judgement.kind !== 'met');
  if (closed) {
    const { id, title } = closed.control;
    return shut(say('files.closed', { setting: { id, title } }));
  }
  if (!isAtLeast(SHARING_LEVELS, site, 'existingExternalUserSharingOnly'))
    return shut(say('files.siteClosed'));
  return { isOpen: true, words: say('files.open') };
}

const shut = (words: Sentence): FileSharing => ({ isOpen: false, words });
