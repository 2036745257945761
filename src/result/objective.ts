/** The thresholds of the default objective: every request admitted at its timestamp. */
export const DEFAULT_OBJECTIVE = ['throttled==0', 'delayed==0'] as const;

/** Whether an objective is the default one, in whatever order. @param thresholds as they were typed. */
export function isDefaultObjective(thresholds: readonly string[]): boolean {
  const texts = thresholds.map((text) => text.replaceAll(' ', ''));
  return (
    texts.length === DEFAULT_OBJECTIVE.length &&
    DEFAULT_OBJECTIVE.every((text) => texts.includes(text))
  );
}
