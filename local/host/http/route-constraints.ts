/** Whether a value fits a constraint. */
export type Constraint = (value: string) => boolean;

const isWhole = (value: string): bigint | undefined =>
  /^\s*[+-]?\d+\s*$/.test(value) ? BigInt(value.trim().replace('+', '')) : undefined;
const between = (value: string, least: bigint, most: bigint): boolean => {
  const number = isWhole(value);
  return number !== undefined && number >= least && number <= most;
};
const INT64 = 2n ** 63n;
const FLOAT = /^\s*[+-]?(\d[\d,]*\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;
const isFloat: Constraint = (value) =>
  FLOAT.test(value) || /^\s*([+-]?(infinity|∞)|[+-]?nan)\s*$/i.test(value);
const GUID =
  /^(\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}|\([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\)|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})$/i;

/** The inline constraints of ASP.NET routing. https://learn.microsoft.com/aspnet/core/fundamentals/routing#route-constraints */
const CONSTRAINTS: Readonly<Record<string, (argument: string) => Constraint>> = {
  int: () => (value) => between(value, -(2n ** 31n), 2n ** 31n - 1n),
  long: () => (value) => between(value, -INT64, INT64 - 1n),
  bool: () => (value) => /^\s*(true|false)\s*$/i.test(value),
  guid: () => (value) => GUID.test(value.trim()),
  alpha: () => (value) => /^[a-z]*$/i.test(value),
  decimal: () => (value) => /^\s*[+-]?(\d[\d,]*\.?\d*|\.\d+)\s*$/.test(value),
  double: () => isFloat,
  float: () => isFloat,
  datetime: () => (value) => /\d/.test(value) && !Number.isNaN(Date.parse(value)),
  length: (argument) => {
    const [least = 0, most = least] = argument.split(',').map(Number);
    return (value) => value.length >= least && value.length <= most;
  },
  minlength: (argument) => (value) => value.length >= Number(argument),
  maxlength: (argument) => (value) => value.length <= Number(argument),
  min: (argument) => (value) => between(value, BigInt(argument), INT64 - 1n),
  max: (argument) => (value) => between(value, -INT64, BigInt(argument)),
  range: (argument) => {
    const [least = '0', most = '0'] = argument.split(',');
    return (value) => between(value, BigInt(least.trim()), BigInt(most.trim()));
  },
  regex: (argument) => {
    const expression = new RegExp(argument, 'i');
    return (value) => expression.test(value);
  },
  required: () => (value) => value !== '',
};

/** @throws Error for a name nobody knows or an argument that does not fit: the host then does not start */
export function constraintOf(text: string): Constraint {
  const [, name = '', argument = ''] = /^([^(]*)(?:\((.*)\))?$/s.exec(text) ?? [];
  const build = CONSTRAINTS[name.toLowerCase()];
  if (build === undefined) throw new Error(`the constraint "${text}" is unknown`);
  return build(argument);
}
