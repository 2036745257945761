/**
 * The factors that are tried: in each decade equal steps of the precision times the power of ten below, as 1%
 * gives 1.00, 1.01 … 9.99, 10.0, 10.1 … and 0.100, 0.101 … Place 0 is the factor 1.
 */
export interface FactorGrid {
  /** The factor at a place: the float64 nearest to its decimal figure. */
  at(place: number): number;
  /** The last place whose factor is at most this one, > 0. */
  atMost(factor: number): number;
}

/** @param precision in (0, 1]; one that does not divide 1 into equal steps is made as much finer as that takes. */
export function createFactorGrid(precision: number): FactorGrid {
  const stepsToOne = Math.ceil(Number((1 / precision).toFixed(9)));
  const stepsADecade = 9 * stepsToOne;
  const at = (place: number): number => {
    const decade = Math.floor(place / stepsADecade);
    const steps = stepsToOne + (place - decade * stepsADecade);
    return decade < 0 ? steps / (stepsToOne * 10 ** -decade) : (steps * 10 ** decade) / stepsToOne;
  };
  return {
    at,
    atMost(factor) {
      const decade = Math.floor(Math.log10(factor));
      const share = factor / 10 ** decade - 1;
      let place = decade * stepsADecade + Math.round(share * stepsToOne);
      while (at(place) > factor) place--;
      while (at(place + 1) <= factor) place++;
      return place;
    },
  };
}
