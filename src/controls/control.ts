/** How far to open. `gated`: the app or a Guest Inviter creates guests, owners add existing ones. `selfService`: owners invite. */
export type Profile = 'gated' | 'selfService';

export type Gate = 'Entra' | 'Groups' | 'Teams' | 'SharePoint';

/** A settings document: what Microsoft reads and writes as a whole. Several controls may live in one. */
export type DocumentId =
  'authorizationPolicy' | 'groupSettings' | 'teamsClientConfiguration' | 'sharePointSettings';

export type Value = string | boolean;

export interface Permissions {
  /** Application permissions of Microsoft Graph, by name. */
  graph: string[];
  /** Directory roles of the identity, by name; the Teams administration service knows nothing else. */
  roles: string[];
}

export type Judgement = { kind: 'met' } | { kind: 'change'; to: Value; reason: string };

/** One switch of the checklist: data and pure functions. It knows nothing of the process around it. */
export interface Control {
  /** Its id in the checklist: `E-1`. */
  id: string;
  gate: Gate;
  title: string;
  document: DocumentId;
  property: string;
  adminPage: string;
  can: 'change' | 'look' | 'ask';
  toRead: Permissions;
  toWrite: Permissions;
  /** Hours until a change is effective by Microsoft's word, and the hours after which waiting has no more sense. */
  effectiveWithin: { documented: number; patience: number };
  /** Judges what is set; never asks to close what is open. */
  judge(value: Value, profile: Profile): Judgement;
  /** What opening it risks, in a sentence an approver understands. */
  risk: string;
}

/** What a control shows. `unknown` is never a pass and never a difference. */
export type Reading =
  | { kind: 'known'; control: string; value: Value; at: string; requestId?: string }
  | { kind: 'unknown'; control: string; reason: string; at: string; missing?: Permissions };

export interface Change {
  control: string;
  property: string;
  before: Value;
  after: Value;
}

/** The open end of a scale, and where a value stands on it; an unknown value stands nowhere. */
export function isAtLeast(scale: readonly Value[], value: Value, wanted: Value): boolean {
  return scale.includes(value) && scale.indexOf(value) >= scale.indexOf(wanted);
}
