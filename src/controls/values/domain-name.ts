/** What a name in the DNS may look like, in ASCII: labels of up to 63 characters, the last one no number. */
const ASCII_NAME =
  /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$/;
/** Letters, marks and digits of any script, with the two dots that words of Catalan and Japanese need. */
const SPELLABLE = /^[\p{L}\p{M}\p{N}.\-·・]+$/u;
/** Seen by nobody, or turning what is seen around: a name with one of them is not the name people read. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/**
 * The first character of a text that cannot be told apart from nothing, or from an ASCII letter that it is not: a control
 * character, U+202E, a zero-width space, a full-width or mathematical letter.
 */
export function disguisedIn(text: string): string | undefined {
  return Array.from(text).find((character) => {
    if (UNSEEN.test(character)) return true;
    // Also "long s" and the Kelvin sign: in an address, each stands where people read a letter.
    const plain = character.normalize('NFKC');
    return plain !== character && /^[\x20-\x7e]+$/.test(plain);
  });
}

/** `U+202E`: shows what cannot be shown itself. */
export const codePointOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/**
 * A domain as the DNS knows it, in lower case: `Bücher.example` is `xn--bcher-kva.example`. Undefined for what is none,
 * such as an IP address, a single label, or a name that only looks like letters.
 * The mapping is the URL standard's (UTS 46): the same in the app and in a browser. https://url.spec.whatwg.org/#idna
 */
export function asciiDomain(text: string): string | undefined {
  if (!SPELLABLE.test(text) || disguisedIn(text) !== undefined) return undefined;
  const url = `https://${text}/`;
  if (!URL.canParse(url)) return undefined;
  const name = new URL(url).hostname;
  return ASCII_NAME.test(name) ? name : undefined;
}

/** A domain that somebody else wrote down, as it is compared: in ASCII where it is a name, else in lower case. */
export const comparableDomain = (text: string): string =>
  // Most names of a long list are spelt so, and no other spelling comes to another text: thousands are compared at once.
  /^[a-z0-9.-]+$/.test(text) ? text : (asciiDomain(text.trim()) ?? text.toLowerCase());

/** What is wrong with a domain, in words that follow the name of its field; undefined where nothing is. */
export function domainViolation(text: string): string | undefined {
  const disguised = disguisedIn(text);
  if (disguised !== undefined)
    return `must not contain ${codePointOf(disguised)}: it is invisible, or only looks like another character`;
  return asciiDomain(text) === undefined ? 'must be a domain such as partner.example' : undefined;
}
