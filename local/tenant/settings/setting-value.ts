/** Plain JSON. */
export type SwitchValue = string | boolean | null | SwitchValue[] | { [name: string]: SwitchValue };
