import type { SettingsDocument } from '../settings-document';
import { readSettingObject, writeSettingObject, type SettingObjects } from './group-setting-object';

/** The tenant-wide settings of Microsoft 365 groups, made from the template `Group.Unified`. */
const OBJECTS: SettingObjects = {
  route: '/groupSettings',
  path: '/groupSettings',
  templateId: '62375ab9-6b52-47ed-826b-58e47e0e304b',
};

export const groupSettings: SettingsDocument = {
  service: 'graph',
  place: OBJECTS.route,
  read: ({ graph }) => readSettingObject(graph, OBJECTS),
  write: ({ graph }, properties, { base }) => writeSettingObject(graph, OBJECTS, properties, base),
};
