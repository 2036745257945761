import { CONFIDENCES, type Confidence, type Evidence } from '../calibration.js';

/** How many observations, what share of contradictions, and what chance of being wrong a confidence allows. */
const NEEDED: readonly {
  readonly confidence: Confidence;
  readonly observations: number;
  readonly contradictions: number;
  readonly chance: number;
}[] = [
  { confidence: 'high', observations: 20, contradictions: 0.01, chance: 0.001 },
  { confidence: 'medium', observations: 5, contradictions: 0.05, chance: 0.05 },
];

/**
 * How far observations bear a statement out: high with at least 20 of them, 1% contradictions at most and a chance
 * of 0.1% at most that they agree by accident; medium with 5, 5% and 5%; else low, and none where nothing agrees or
 * most of it contradicts.
 * @param chance that they agree although the statement is wrong, where it can be told.
 */
export function evidence(agree: number, contradict: number, chance = 0): Evidence {
  const all = agree + contradict;
  const level = NEEDED.find(
    (needed) =>
      all >= needed.observations &&
      contradict <= needed.contradictions * all &&
      chance <= needed.chance,
  );
  const weakest: Confidence = agree > contradict ? 'low' : 'none';
  return { agree, contradict, confidence: level?.confidence ?? weakest };
}

/** Evidence whose confidence is at most the one named. */
export function atMost<T extends Evidence>(most: Confidence, told: T): T {
  const rank = (confidence: Confidence): number => CONFIDENCES.indexOf(confidence);
  return rank(told.confidence) >= rank(most) ? told : { ...told, confidence: most };
}
