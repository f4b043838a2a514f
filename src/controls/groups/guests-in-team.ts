import { say } from '../../texts/say';
import type { Control } from '../control';
import { isOn } from './group-defaults';

export const guestsInTeam: Control = {
  id: 'G-3',
  gate: 'Groups',
  title: 'Guests may be added to this team',
  options: ['guestAccess'],
  document: 'teamGroup',
  properties: ['AllowToAddGuests'],
  whenAbsent: { AllowToAddGuests: null },
  adminPage: 'Nowhere in the admin centres: the setting of one group is reached by PowerShell or Graph only',
  default: 'as the tenant has it',
  whenWrong: 'This one team refuses guests, others take them.',
  can: 'change',
  toRead: { graph: ['GroupSettings.Read.All', 'GroupMember.Read.All'], roles: [] },
  toWrite: { graph: ['GroupSettings.ReadWrite.All'], roles: [] },
  effectiveWithin: { documented: 1, longest: 4 },
  benchmarks: [],
  risk: 'Owners of this team can add guests to it.',
  concerns: ({ teamId }) => teamId !== undefined,
  judge({ AllowToAddGuests: value, assignedLabels }) {
    if (isOn(value)) return { kind: 'met' };
    if (Array.isArray(assignedLabels) && assignedLabels.length > 0) {
      return {
        kind: 'closed',
        reason: say('reason.labelHolds'),
        whoCan: say('who.labelOrOwner'),
      };
    }
    return { kind: 'change', to: { AllowToAddGuests: true }, reason: say('reason.teamRefuses') };
  },
  inPowerShell: () =>
    [
      '$setting = Get-MgBetaGroupSetting -GroupId $team | Where-Object DisplayName -eq "Group.Unified.Guest"',
      'Update-MgBetaGroupSetting -GroupId $team -DirectorySettingId $setting.Id -Values @(@{ Name = "AllowToAddGuests"; Value = "true" })',
    ].join('; '),
};
