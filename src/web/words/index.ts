import type { Language } from '../language';
import { en } from './en';
import { nl } from './nl';

/** Every text of the pages. English says what there is; another language that lacks one does not compile. */
export type Words = typeof en;

const BY_LANGUAGE: Readonly<Record<Language, Words>> = { en, nl };

export const wordsIn = (language: Language): Words => BY_LANGUAGE[language];
