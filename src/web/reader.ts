import type { Caller } from '../access/caller';
import type { AssetName } from './assets';
import type { Preferences } from './preferences';
import type { Words } from './words';

/** For whom a page is made, and where it stands. */
export interface Reader extends Preferences {
  words: Words;
  /** Absent where nobody has signed in. */
  caller?: Caller;
  /** The path and the query of the page: where to come back to. */
  here: string;
  /** Where to sign out: by a link where the platform does it, else by a form. */
  signOut: { by: 'link' | 'form'; to: string };
  urlOf: (asset: AssetName) => string;
}
