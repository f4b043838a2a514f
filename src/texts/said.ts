/** What a text is made of: plain JSON. */
export type Params = Readonly<Record<string, unknown>>;

/** A text by its code in the catalogues, with what stands in it. Records keep it beside the English sentence. */
export interface Said {
  code: string;
  /** Absent where nothing varies. */
  params?: Params;
}

/** An English sentence, and what it was made of. */
export interface Sentence {
  text: string;
  said: Said;
}

/** A setting as texts name it: its title, then its code. */
export interface Setting {
  /** Its code in the checklist: `E-1`. */
  id: string;
  /** The English title; another language has its own. */
  title: string;
}

/** What one text of a catalogue leans on: how its language words what stands in it. */
export interface Wording {
  /** Another text, in the same language. */
  say(said: Said): string;
  setting(one: Setting): string;
  settings(all: readonly Setting[]): string;
  /** @param iso ISO 8601, UTC */
  moment(iso: string): string;
  /** Minutes below an hour and a half, else whole hours. */
  hours(hours: number): string;
}

type Entry = string | ((params: never, wording: Wording) => string);
export type Catalogue = Readonly<Record<string, Entry>>;
