/** A number of a fit in three digits. */
export function numberText(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** A share in percent, in three digits. */
export function percentText(share: number): string {
  return `${numberText(share * 100)} %`;
}

/** A chance of a test. */
export function chanceText(p: number): string {
  return p < 0.001 ? 'below 0.001' : numberText(p);
}
