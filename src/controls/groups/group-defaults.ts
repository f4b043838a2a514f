import { isAtLeast, type Control } from '../control';

/** What the switches of the tenant's `Group.Unified` settings have in common. */
export const groupSettingsAccess: Pick<
  Control,
  | 'gate'
  | 'options'
  | 'document'
  | 'adminPage'
  | 'default'
  | 'can'
  | 'toRead'
  | 'toWrite'
  | 'effectiveWithin'
  | 'benchmarks'
> = {
  gate: 'Groups',
  options: ['guestAccess'],
  document: 'groupSettings',
  adminPage: 'Microsoft 365 admin centre > Settings > Org settings > Services > Microsoft 365 Groups',
  default: 'on; nobody need ever have made the settings object',
  can: 'change',
  toRead: { graph: ['GroupSettings.Read.All'], roles: [] },
  toWrite: { graph: ['GroupSettings.ReadWrite.All'], roles: [] },
  effectiveWithin: { documented: 1, longest: 4 },
  benchmarks: [],
};

/** Off is the only closed value: nothing set at all is the default, on. */
export const isOn = (value: unknown): boolean => isAtLeast([true, null], value as boolean | null, true);

/** An update must carry every value, so the object is read first. */
export const inPowerShell = (name: string): string =>
  [
    '$setting = Get-MgBetaDirectorySetting | Where-Object DisplayName -eq "Group.Unified"',
    `($setting.Values | Where-Object Name -eq "${name}").Value = "true"`,
    'Update-MgBetaDirectorySetting -DirectorySettingId $setting.Id -Values $setting.Values',
  ].join('; ');
