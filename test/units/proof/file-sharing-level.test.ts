import { controlOf } from '../../../src/controls/checklist';
import type { SharingLevel } from '../../../src/controls/sharepoint/sharing-level';
import type { Value } from '../../../src/controls/values/value';
import { assuranceOf, type Rung } from '../../../src/domain/proof/proof-ladder';
import { FILE_SHARING_CONTROLS, fileSharingByRules } from '../../../src/domain/proof/file-sharing-level';
import { assess } from '../../../src/domain/plan/assess-controls';
import { desiredSettings } from '../../support/controls/desired-settings';

const at = '2026-03-02T08:00:00Z';

/** What the rules say where these are the readings; a reading that is undefined could not be taken. */
function filesWith(groups: Value | undefined, organisation: Value | undefined, site: SharingLevel) {
  const known = (control: string, property: string, value: Value | undefined) =>
    value === undefined
      ? { kind: 'unknown' as const, control, reason: 'refused', at }
      : { kind: 'known' as const, control, values: { [property]: value }, at };
  const readings = [
    known('G-1', 'AllowGuestsToAccessGroups', groups),
    known('S-1', 'sharingCapability', organisation),
  ];
  return fileSharingByRules(assess(FILE_SHARING_CONTROLS.map(controlOf), readings, desiredSettings()), site);
}

describe('files by rule', () => {
  it.each([
    [
      'every level lets guests in',
      true,
      'externalUserSharingOnly',
      'externalUserSharingOnly',
      true,
      'can open the files',
    ],
    [
      'the levels let in guests of the directory, and no more',
      true,
      'existingExternalUserSharingOnly',
      'existingExternalUserSharingOnly',
      true,
      'can open the files',
    ],
    [
      'nobody ever set anything for groups',
      null,
      'externalUserAndGuestSharing',
      'externalUserAndGuestSharing',
      true,
      'can open the files',
    ],
    [
      'groups keep their content from guests',
      false,
      'externalUserSharingOnly',
      'externalUserSharingOnly',
      false,
      'G-1',
    ],
    ['the organisation shares with nobody', true, 'disabled', 'externalUserSharingOnly', false, 'S-1'],
    ['the site is stricter than the organisation', true, 'externalUserSharingOnly', 'disabled', false, 'S-2'],
    [
      'the level of the organisation could not be read',
      true,
      undefined,
      'externalUserSharingOnly',
      false,
      'isn’t known',
    ],
    ['the organisation has a level nobody knows', true, 'novel', 'externalUserSharingOnly', false, 'S-1'],
  ] as const)('where %s', (_, groups, organisation, site, isOpen, words) => {
    const files = filesWith(groups, organisation, site);
    expect(files.isOpen).toBe(isOpen);
    expect(files.words.text).toContain(words);
  });
});

describe('what a rung claims', () => {
  it.each([0, 1, 2, 3] as Rung[])('is never files, below the last: rung %i', (rung) => {
    expect(assuranceOf(rung).claim).not.toMatch(/files/i);
    expect(assuranceOf(rung).notProven).toMatch(/files/i);
  });

  it('is at the last that rules were read, and not that a file was opened', () => {
    expect(assuranceOf(4).claim).toMatch(/by rule/i);
    expect(assuranceOf(4).notProven).toContain('A file opened by a guest');
  });
});
