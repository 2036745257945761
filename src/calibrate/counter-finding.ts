import type { Limit, Tier } from '../model/rate-model.js';
import type { Finding, HeaderSeries } from './calibration.js';

const count = (value: number): string => value.toLocaleString('en-US');

/**
 * What the recorded counter of a quota says of the model's; nothing where none was compared.
 * @param isAtResets whether it is that of windows which begin where the resets say, within a second of ours.
 */
export function counterFinding(
  { counter }: HeaderSeries,
  { id }: Limit,
  { name }: Tier,
  isAtResets: boolean,
): Finding[] {
  if (counter === undefined || counter.compared === 0) return [];
  const { compared, agree, smallest, largest, firstDisagreement: first } = counter;
  if (first === undefined) {
    return [
      {
        verdict: 'agrees',
        subject: id,
        message: `What remains is what the model says at each of ${count(compared)} answers.`,
      },
    ];
  }
  if (isAtResets) {
    return [
      {
        verdict: 'agrees',
        subject: id,
        message:
          `What remains is what the model says at ${count(agree)} of ${count(compared)} answers, and at each of them in windows that begin where the resets say. ` +
          'These are told in whole seconds, and windows begin up to a second from the request that opens them by the model: no other use is to be seen.',
      },
    ];
  }
  const used = first.ourRemaining - first.recordedRemaining;
  return [
    {
      verdict: 'differs',
      subject: id,
      message:
        `What remains is what the model says at ${count(agree)} of ${count(compared)} answers. ` +
        `The first other, at ${first.at}: ${count(first.recordedRemaining)} were left, and ${count(first.ourRemaining)} by the model. ` +
        `The recorded use is between ${count(smallest)} and ${count(largest)} above ours.`,
      advice:
        used > 0 && first.after === 0
          ? `If that was used before the trace: --used ${name}.${id}=${used}. Else other clients use the quota, or the windows differ.`
          : 'Other clients use the quota, or the windows, the scope or what counts as a request differ: see what the headers speak for.',
    },
  ];
}
