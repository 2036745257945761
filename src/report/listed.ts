/** Names in a row: `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[], conjunction = 'and'): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} ${conjunction} ${names.at(-1)!}`;
}

/** Whole numbers in rising order with what follows without a gap drawn together: `1–4, 7, 9–10`. */
export function listedRanges(
  numbers: readonly number[],
  write: (value: number) => string = String,
): string {
  const runs: [first: number, last: number][] = [];
  for (const value of numbers) {
    const run = runs.at(-1);
    if (run?.[1] === value - 1) run[1] = value;
    else runs.push([value, value]);
  }
  return runs
    .map(([first, last]) => (first === last ? write(first) : `${write(first)}–${write(last)}`))
    .join(', ');
}
