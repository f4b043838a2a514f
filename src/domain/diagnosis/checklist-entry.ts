import type { Said } from '../../texts/said';

/** The stations of the way in. The checklist lists its controls in this order. */
export const CHECKLIST_STAGES = [
  'Entra',
  'cross-tenant',
  'groups',
  'label',
  'Teams',
  'SharePoint',
  'site',
  'external access',
  'licences',
  'partner',
] as const;

export type ChecklistStage = (typeof CHECKLIST_STAGES)[number];

/** How a person would open a door. */
export interface Fix {
  adminPage: string;
  /** Absent where no line is known. */
  powerShell?: string;
}

/** One link of the chain, in the order in which a guest comes past it. */
export interface ChecklistEntry {
  stage: ChecklistStage;
  /** Its id in the checklist. */
  control: string;
  title: string;
  /**
   * `mayDecide`: it can close the door, and nothing an application can read says whether it does.
   * `passed`: the guest is past it. `unknown`: it could not be read.
   */
  state: 'open' | 'closed' | 'mayDecide' | 'passed' | 'unknown';
  text: string;
  /** What the text was made of; absent in older records. */
  said?: Said;
  /** Where the link is closed or may be. */
  fix?: Fix;
}
