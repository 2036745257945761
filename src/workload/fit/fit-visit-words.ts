import { formatDuration, MINUTE, SECOND } from '../../time.js';
import { chanceText, numberText, percentText } from './fit-number-text.js';
import type { FitParts, PartKind } from './fit-parts.js';

const UNLIKELY = 0.05;

/** What there is to say of visits, in plain sentences. */
export function visitWords({ steps, inactivity }: Extract<PartKind, { kind: 'visits' }>): string[] {
  const { kind, visits, meanRequests, meanSteps, thinkKs, order } = steps;
  const { pause, separation, misplaced } = inactivity;
  const words = [
    kind === 'path'
      ? `A sequence that recurs: ${visits} times, ${numberText(meanSteps)} steps with ${numberText(meanRequests)} requests on average.`
      : `Visits: ${visits}, of ${numberText(meanSteps)} steps with ${numberText(meanRequests)} requests on average.`,
    `A pause of ${pauseText(pause)} ends one: pauses are of two kinds, ${numberText(separation)} deviations apart, of which that puts ${percentText(misplaced)} on the wrong side.`,
  ];
  if (thinkKs !== null) {
    const { distance, p } = thinkKs;
    const verdict =
      p < UNLIKELY
        ? 'Times between steps differ from a log-normal law by more than chance'
        : 'Times between steps agree with a log-normal law';
    words.push(
      `${verdict} (Kolmogorov-Smirnov distance ${numberText(distance)} from a law fitted to them, p ${chanceText(p)} by Lilliefors's table).`,
    );
  }
  if (order !== null) {
    const { chiSquare, degrees, p } = order;
    const verdict =
      p < UNLIKELY
        ? 'The next step depends on the last one by more than chance, while the profile draws each alone'
        : 'The next step does not depend on the last one, as far as counts tell';
    words.push(
      `${verdict} (chi-square ${numberText(chiSquare)} at ${degrees} degrees of freedom, p ${chanceText(p)}).`,
    );
  }
  return words;
}

/** How much of a trace visits and sequences explain, in a sentence. */
export function visitsNote({ found, requests, of }: FitParts['visits']): string {
  if (of === 0) return 'Jobs send everything: there are no visits.';
  if (!found)
    return 'Visits and sequences across categories do not show: pauses between requests are of one kind; each category is fitted alone.';
  if (requests === 0)
    return 'Requests come in clusters, but neither sequences across categories that recur nor visits that mix them show; each category is fitted alone.';
  return `Visits and sequences explain ${percentText(requests / of)} of the requests that no job sent; what is left is fitted category by category.`;
}

function pauseText(pause: number): string {
  const unit = pause >= 2 * MINUTE ? MINUTE : SECOND;
  return formatDuration(Math.max(unit, Math.round(pause / unit) * unit));
}
