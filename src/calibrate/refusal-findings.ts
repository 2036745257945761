import type { Tier } from '../model/rate-model.js';
import type { Finding, LimitRefusals, RefusalComparison } from './calibration.js';

const count = (value: number): string => value.toLocaleString('en-US');

/** What recorded refusals say of the model, in words. */
export function refusalFindings(refusals: RefusalComparison, tier: Tier): Finding[] {
  return [overall(refusals, tier), ...refusals.limits.flatMap((limit) => tooLow(limit, tier))];
}

function overall(refusals: RefusalComparison, { name }: Tier): Finding {
  const { compared, truePositives, falsePositives, falseNegatives } = refusals;
  const recorded = truePositives + falseNegatives;
  const subject = 'refusals';
  if (recorded + falsePositives === 0) {
    return {
      verdict: 'agrees',
      subject,
      message: `None of ${count(compared)} answers was a 429, and the model predicts none.`,
    };
  }
  if (falsePositives + falseNegatives === 0) {
    return {
      verdict: 'agrees',
      subject,
      message: `Each of the ${count(recorded)} recorded 429s is predicted, and no other.`,
    };
  }
  const found =
    recorded === 0
      ? 'No answer was a 429'
      : `Of ${count(recorded)} recorded 429s the model predicts ${count(truePositives)}`;
  const beyond =
    falsePositives === 0
      ? 'it predicts no other'
      : `the model predicts ${count(falsePositives)} that did not come`;
  return {
    verdict: 'differs',
    subject,
    message: `${found}; ${beyond}.${isNoCount(refusals) ? ' Some were refused at lower counts than others were admitted at, under every limit: no count of these windows explains them.' : ''}`,
    advice:
      falsePositives > falseNegatives
        ? `Limits of ${name} are higher than the model says, counted more narrowly, or in other windows: see the limits below, or try another --tier.`
        : `Something refuses that the model does not know, or counts more widely: other clients of the same app, a limit that ${name} lacks, or use from before the trace (--used).`,
  };
}

/** Whether the refusals that were not predicted came at counts at which the provider also admits. */
function isNoCount({ limits }: RefusalComparison): boolean {
  const met = limits.filter(({ falseNegatives }) => falseNegatives > 0);
  return (
    met.length > 0 &&
    met.every(({ admittedAt = 0, refusedAt = Infinity }) => refusedAt <= admittedAt)
  );
}

/** A limit beyond which the provider let requests through. */
function tooLow({ id, limit, admittedAt }: LimitRefusals, { name }: Tier): Finding[] {
  if (admittedAt === undefined || admittedAt <= limit) return [];
  return [
    {
      verdict: 'differs',
      subject: id,
      message: `The provider let ${count(admittedAt)} through in one window, and the model says ${count(limit)}.`,
      advice: `The limit is at least that, or is counted apart for more, or in other windows. To try it: --limit ${name}.${id}=${admittedAt}`,
    },
  ];
}
