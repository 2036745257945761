/** Stands for `-`, standard input, on its way through yargs, which drops a dash that stands alone. */
const STAND_IN = '\0-';

/** A command line that yargs may parse. */
export function hideDashes(argv: readonly string[]): string[] {
  return argv.map((word) => (word === '-' ? STAND_IN : word));
}

/** What yargs made of it, with its dashes again. */
export function showDashes<Value>(value: Value): Value {
  if (typeof value === 'string') return value.replaceAll(STAND_IN, '-') as Value;
  return Array.isArray(value) ? (value.map(showDashes) as Value) : value;
}
