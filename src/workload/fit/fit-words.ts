import { formatDuration } from '../../time.js';
import type { Compared, SourceFacts } from './fit-facts.js';
import type { JobFit } from './fit-job-firings.js';
import { chanceText, numberText, percentText } from './fit-number-text.js';
import type { PopulationFit } from './fit-populations.js';
import { DISPERSION_BAND, type ProcessFit } from './fit-process.js';
import type { RegularFit } from './fit-regular.js';
import type { ArrivalsFit } from './fit-source.js';

const UNLIKELY = 0.05;

const PROCESS_NAMES = {
  constant: 'equal gaps',
  poisson: 'exponential gaps (Poisson)',
  log_normal: 'log-normal gaps',
  pareto: 'Pareto gaps',
  bursts: 'bursts',
} as const;

/** What there is to say of arrivals, in plain sentences. */
export function sourceWords(
  facts: Pick<SourceFacts, 'dispersion'>,
  { curve, process, batches, regular }: ArrivalsFit,
  kind: 'arrivals' | 'visits',
): string[] {
  const words =
    regular === null ? [curveWords(curve), processWords(process)] : [regularWords(regular)];
  if (regular === null && process.ks !== null) words.push(ksWords(process.ks));
  if (facts.dispersion.length > 0) {
    const each = facts.dispersion.map(
      ({ scale, all, most }) =>
        `${formatDuration(scale)} ${pair(all)}, at most ${pair(most)} requests`,
    );
    words.push(`Dispersion of counts, recorded and refitted: ${each.join('; ')}.`);
  }
  if (regular === null && process.candidates.length > 0)
    words.push(...dispersionWords(facts, process));
  if (kind === 'visits') return words;
  words.push(
    batches === null
      ? 'Batches do not show.'
      : `Requests come in batches of ${numberText(batches.meanSize)} on average, no more than ${formatDuration(batches.within)} apart; gaps are those between batches.`,
  );
  return words;
}

function regularWords({ period, single, document }: RegularFit): string {
  const late = document.jitter === undefined ? '' : `, up to ${document.jitter} late`;
  return `Each user fires once each ${formatDuration(period)}${late}: a job. Of those times ${percentText(single)} have exactly one firing; of chance alone 37 % would.`;
}

function curveWords({ shape, test, fitted, clustering }: ArrivalsFit['curve']): string {
  const by = {
    flat: 'The rate is flat',
    hours: 'The rate differs by hour of the day',
    'hours and days': 'The rate differs by hour and by day of the week',
    week: 'The rate differs by hour of the week',
  }[shape];
  if (test === null) {
    return fitted === 1
      ? `${by}: the recording is too short to tell hours apart.`
      : `${by}; each hour was recorded once, so that nothing tests it.`;
  }
  const { chiSquare, degrees, p } = test;
  const divided =
    clustering > 1
      ? `, divided by ${numberText(clustering)}, the dispersion of 10-minute counts within hours,`
      : '';
  const verdict = p < UNLIKELY ? 'hours differ from it by more than chance' : 'hours agree with it';
  return `${by}; ${verdict} (chi-square ${numberText(chiSquare * clustering)}${divided} at ${degrees} degrees of freedom, p ${chanceText(p)}).`;
}

function processWords({ process, candidates, fittedAt }: ProcessFit): string {
  const name = PROCESS_NAMES[process.kind];
  if (process.kind === 'constant')
    return 'Gaps of each user are equal; when each begins is not kept, so that users who take turns may come at once.';
  const [likeliest] = candidates;
  if (likeliest === undefined)
    return `Too few requests a user to tell how gaps vary; ${name} taken.`;
  const at =
    fittedAt === undefined
      ? ''
      : `, fitted at ${formatDuration(fittedAt[0])} and ${formatDuration(fittedAt[1])}`;
  if (likeliest.process.kind === process.kind)
    return `Of the processes tried, ${name} are likeliest${at}.`;
  return `${PROCESS_NAMES[likeliest.process.kind]} are likeliest, but cluster otherwise than recorded; ${name} come nearest${at}.`.replace(
    /^./,
    (first) => first.toUpperCase(),
  );
}

function ksWords({
  distance,
  critical,
  p,
  values,
  redraws,
  refitted,
}: NonNullable<ProcessFit['ks']>): string {
  const verdict = p < UNLIKELY ? 'Gaps differ from it by more than chance' : 'Gaps agree with it';
  const again = refitted
    ? `of ${redraws} sets of gaps drawn from it and fitted again, one in 20 exceeds ${numberText(critical)}`
    : `of ${redraws} sets of gaps drawn from it, but not fitted again, one in 20 exceeds ${numberText(critical)}, so that a smaller distance is no proof`;
  return `${verdict} (Kolmogorov-Smirnov distance ${numberText(distance)} of ${values} gaps; ${again}; p ${chanceText(p)}).`;
}

function dispersionWords(
  { dispersion }: Pick<SourceFacts, 'dispersion'>,
  { candidates, process }: ProcessFit,
): string[] {
  const words: string[] = [];
  const chosen = candidates.find((one) => one.process === process)!;
  if (chosen.dispersionOff > DISPERSION_BAND) {
    const clustered = dispersion.some(({ perUser }) => off(perUser) > DISPERSION_BAND);
    words.push(
      clustered
        ? 'Requests are more clustered than any of the processes tried.'
        : `Requests cluster otherwise than any of the processes tried, by a factor of ${numberText(chosen.dispersionOff)} at the worst scale.`,
    );
  }
  const together = dispersion.some(
    ({ all, perUser }) => off(all) > DISPERSION_BAND && off(all) > 1.3 * off(perUser),
  );
  if (together) {
    words.push(
      "Users are busy together; the profile's users are each busy on their own, so that peaks of all users are lower than recorded.",
    );
  }
  return words;
}

function off({ recorded, refitted }: Compared): number {
  return refitted === null ? 1 : recorded / refitted;
}

/** What there is to say of a job, in plain sentences. */
export function jobWords({ every, once, document }: JobFit): string[] {
  const late = document.jitter === undefined ? '' : `, up to ${document.jitter} late`;
  if (once) {
    return [
      `Requests come at one time${late}, and at no other: a job, taken to come each week, for which a single recorded firing is no proof.`,
    ];
  }
  return [`Requests come at the same time of each ${every}${late}: a job.`];
}

/** What there is to say of a population, in plain sentences. */
export function populationWords({ users, own, activity }: PopulationFit): string[] {
  const { document, top, distance } = activity;
  const words = own
    ? ['Few of the users send these; a user of theirs that sends other requests too stands twice.']
    : [];
  if (users.length === 1) return [...words, 'One user sends everything.'];
  const law =
    document === 'equal'
      ? 'Users are equal, as far as counts tell.'
      : `Users are unequal: the busiest sends ${percentText(top.recorded)} of requests, ${percentText(top.fitted)} as fitted; the shares of the busiest few are off by ${percentText(distance)} at most.`;
  return [...words, law];
}

function pair({ recorded, refitted }: Compared): string {
  return `${numberText(recorded)} and ${refitted === null ? '(not known)' : numberText(refitted)}`;
}
