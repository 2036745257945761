/**
 * The figure that a person would ask for where `needed` would do: rounded up to a multiple of the largest of
 * 1, 5, 10, 50, 100, 500 … that is at most a tenth of it. So 117 becomes 120, 523 becomes 550, and what is asked
 * for exceeds what is needed by less than a tenth.
 * @param needed a whole number ≥ 0.
 */
export function askFigure(needed: number): number {
  let power = 1;
  while (power * 100 <= needed) power *= 10;
  const step = power * 50 <= needed ? power * 5 : power;
  const asked = Math.ceil(needed / step) * step;
  return Number.isSafeInteger(asked) ? asked : needed;
}
