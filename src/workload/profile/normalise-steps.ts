import { oddSegment, oddSegmentMessage } from '../../model/operations.js';
import { constant, type Distribution } from './distribution.js';
import { checkWeights, normaliseCounts, normaliseDurations } from './normalise-quantity.js';
import { microseconds, onlyKey, type ReportProblem } from './report-problem.js';
import type { SourceDocument, StepDocument } from './workload-document.js';
import type { CalledOperation, CallStep, FanOut, LoopStep, Path, Step } from './workload.js';

/** What steps are read within. */
interface Context {
  /** What a call takes that does not say otherwise. */
  readonly conversion: number;
  readonly test: number;
  readonly cost: Distribution;
  /** Time between two steps, where a step does not say how long it waits. */
  readonly think: Distribution;
  readonly hasAdAccounts: boolean;
  readonly report: ReportProblem;
}

const FAN_OUTS = ['times', 'pages', 'batches', 'poll'] as const;
const OPERATIONS = ['call', 'category', 'calls'] as const;
const ONLY_CALLS = [...FAN_OUTS, 'conversion', 'test', 'cost'] as const;
const AD_ACCOUNT = '{ad_account_id}';
const NO_TIME = constant(0);

/**
 * The path of a source, spelt out: a step of one operation with `each` becomes a loop around it, and what
 * the source says of its requests is said of each call.
 */
export function normalisePath(
  source: SourceDocument,
  hasAdAccounts: boolean,
  pointer: string,
  report: ReportProblem,
): Path {
  const think = normaliseDurations(source.sessions?.think, 0, `${pointer}/sessions/think`, report);
  const context: Context = {
    conversion: source.conversion ?? 0,
    test: source.test ?? 0,
    cost: normaliseCounts(source.cost, 1, `${pointer}/cost`, report),
    think,
    hasAdAccounts,
    report,
  };
  const kind = onlyKey(source, ['calls', 'mix'], `the path of "${source.name}"`, pointer, report);
  if (kind === 'mix') {
    const steps = source.mix!.map((step, i) => mixStep(step, `${pointer}/mix/${i}`, context));
    checkWeights(
      steps.map(({ weight }) => weight),
      `${pointer}/mix`,
      report,
    );
    return {
      kind,
      draws: normaliseCounts(source.draws, 1, `${pointer}/draws`, report),
      think,
      steps,
    };
  }
  if (source.draws !== undefined) {
    report(
      `${pointer}/draws`,
      'draws has a use only beside mix; remove it, or rename calls to mix',
    );
  }
  return { kind: 'sequence', steps: sequence(source.calls ?? [], `${pointer}/calls`, context) };
}

function mixStep(step: StepDocument, pointer: string, context: Context): Step {
  if (step.chance !== undefined) {
    context.report(`${pointer}/chance`, 'chance has no use within mix; give a weight instead');
  }
  return normaliseStep(step, NO_TIME, pointer, context);
}

function sequence(steps: readonly StepDocument[], pointer: string, context: Context): Step[] {
  return steps.map((step, index) => {
    if (step.weight !== undefined) {
      context.report(
        `${pointer}/${index}/weight`,
        'weight has a use only within mix; give a chance instead',
      );
    }
    const think = index === 0 ? NO_TIME : context.think;
    return normaliseStep(step, think, `${pointer}/${index}`, context);
  });
}

function normaliseStep(
  step: StepDocument,
  think: Distribution,
  pointer: string,
  context: Context,
): Step {
  const { report } = context;
  const what = onlyKey(step, OPERATIONS, 'the operation of the step', pointer, report);
  const timing = {
    wait:
      step.wait === undefined ? think : normaliseDurations(step.wait, 0, `${pointer}/wait`, report),
    chance: step.chance ?? 1,
    weight: step.weight ?? 1,
  };
  const flow = {
    concurrency: step.concurrency ?? 1,
    pace: normaliseDurations(step.pace, 0, `${pointer}/pace`, report),
  };
  checkLoopKeys(step, what === 'calls', pointer, context);
  const loop = { kind: 'loop', share: step.share ?? 1, ...timing } as const;
  if (what === 'calls') {
    const steps = sequence(step.calls!, `${pointer}/calls`, context);
    return { ...loop, ...flow, steps } satisfies LoopStep;
  }
  const call: Omit<CallStep, 'wait' | 'chance' | 'weight'> = {
    kind: 'call',
    pointer,
    operation: operationOf(step, pointer, context),
    fanOut: fanOutOf(step, pointer, report),
    conversion: step.conversion ?? context.conversion,
    test: step.test ?? context.test,
    cost:
      step.cost === undefined
        ? context.cost
        : normaliseCounts(step.cost, 1, `${pointer}/cost`, report),
    ...flow,
  };
  if (step.each === undefined) return { ...call, ...timing };
  const inner: CallStep = { ...call, wait: NO_TIME, chance: 1, weight: 1 };
  return { ...loop, ...flow, steps: [inner] };
}

function checkLoopKeys(
  step: StepDocument,
  isLoop: boolean,
  pointer: string,
  { hasAdAccounts, report }: Context,
): void {
  if (isLoop && step.each === undefined) {
    report(pointer, 'the loop does not say what it runs over; add "each: ad_account"');
  }
  if (step.each !== undefined && !hasAdAccounts) {
    report(
      `${pointer}/each`,
      'the population has no ad accounts to run over; give it ad_accounts, or remove "each"',
    );
  }
  if (step.share !== undefined && step.each === undefined) {
    report(`${pointer}/share`, 'share has a use only beside "each"; give a chance instead');
  }
  for (const key of isLoop ? ONLY_CALLS : []) {
    if (step[key] === undefined) continue;
    report(`${pointer}/${key}`, `${key} is of one operation; move it to the calls of the loop`);
  }
}

function operationOf(step: StepDocument, pointer: string, context: Context): CalledOperation {
  if (step.call === undefined) return { kind: 'category', category: step.category ?? '' };
  const [method, path] = step.call.split(' ') as [string, string];
  const odd = oddSegment(path);
  if (odd !== undefined) context.report(`${pointer}/call`, oddSegmentMessage(odd, path));
  if (path.includes(AD_ACCOUNT) && !context.hasAdAccounts) {
    context.report(
      `${pointer}/call`,
      `the path has ${AD_ACCOUNT} and the population has no ad accounts; give it ad_accounts`,
    );
  }
  return { kind: 'request', method, path };
}

function fanOutOf(step: StepDocument, pointer: string, report: ReportProblem): FanOut {
  const counts = (quantity: typeof step.times, key: string) =>
    normaliseCounts(quantity, 1, `${pointer}/${key}`, report);
  const given = FAN_OUTS.filter((key) => step[key] !== undefined);
  if (given.length === 0) return { kind: 'once' };
  switch (onlyKey(step, FAN_OUTS, 'the step', pointer, report)) {
    case 'pages': {
      const { items, page_size } = step.pages!;
      return { kind: 'pages', items: counts(items, 'pages/items'), size: page_size };
    }
    case 'batches': {
      const { items, size } = step.batches!;
      return { kind: 'batches', items: counts(items, 'batches/items'), size };
    }
    case 'poll':
      return pollOf(step.poll!, `${pointer}/poll`, report);
    case 'times':
      return { kind: 'times', times: counts(step.times, 'times') };
    default:
      return { kind: 'once' };
  }
}

function pollOf(
  poll: NonNullable<StepDocument['poll']>,
  pointer: string,
  report: ReportProblem,
): FanOut {
  const every = microseconds(poll.every, `${pointer}/every`, report, 1);
  const upTo = microseconds(poll.up_to, `${pointer}/up_to`, report, 1);
  if (every > upTo) {
    report(pointer, `it asks every ${poll.every}, and for ${poll.up_to} at most; lengthen up_to`);
  }
  const ready =
    poll.ready === undefined ? null : normaliseDurations(poll.ready, 0, `${pointer}/ready`, report);
  return { kind: 'poll', every, upTo, ready };
}
