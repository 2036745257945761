import { describe, expect, test } from 'vitest';
import type { Calibration, Finding } from '../../src/calibrate/calibration.js';
import { ourAnswers } from '../../src/calibrate/our-answers.js';
import { drop } from '../../src/engine/client-drop.js';
import { planLimits } from '../../src/engine/limit-plan.js';
import { simulate } from '../../src/engine/simulate.js';
import { ALGORITHM_NAMES, DENIED_MODES } from '../../src/model/rate-model.js';
import { MINUTE, SECOND } from '../../src/time.js';
import { expectValidCalibration } from './expect-valid-calibration.js';
import { calibrated, recordingModel, recordingOf, traceWith, type Provider } from './recording.js';

/** Busy enough that a limit of 30 a minute for each app refuses. */
const PROVIDER: Provider = {
  algorithm: 'fixed-window',
  limit: 30,
  window: MINUTE,
  scope: ['app'],
  gap: SECOND,
  apps: 1,
};

const RIGHT = recordingModel({ limit: 30 });

function saying({ findings }: Calibration, verdict: Finding['verdict']): string {
  return findings
    .filter((finding) => finding.verdict === verdict)
    .map(({ subject, message, advice = '' }) => `${subject}: ${message} ${advice}`)
    .join('\n');
}

describe('a model that is right', () => {
  const calibration = calibrated(recordingOf(PROVIDER), RIGHT);

  test('predicts every refusal and every counter', () => {
    const { refusals, series, trace } = calibration;
    expect(trace.recorded429).toBeGreaterThan(100);
    expect(refusals).toMatchObject({
      falsePositives: 0,
      falseNegatives: 0,
      precision: 1,
      recall: 1,
    });
    expect(refusals!.truePositives).toBe(trace.recorded429);
    expect(series![0]!.counter).toMatchObject({
      compared: 500,
      agree: 500,
      smallest: 0,
      largest: 0,
    });
    expectValidCalibration(calibration);
  });

  test('is told that it is right, and nothing else', () => {
    expect(saying(calibration, 'differs')).toBe('');
    expect(saying(calibration, 'agrees')).toContain('The headers say 30, as the model does');
  });

  test('each hour and each limit has its part', () => {
    const { refusals } = calibration;
    const sum = (key: 'truePositives' | 'trueNegatives') =>
      refusals!.hours.reduce((total, hour) => total + hour[key], 0);
    expect(sum('truePositives')).toBe(refusals!.truePositives);
    expect(refusals!.limits).toMatchObject([
      {
        id: 'calls',
        requests: 500,
        truePositives: refusals!.truePositives,
        admittedAt: 30,
        refusedAt: 31,
      },
    ]);
  });
});

describe('a model that is wrong', () => {
  test('in its figure: too low', () => {
    const calibration = calibrated(recordingOf(PROVIDER), recordingModel({ limit: 20 }));
    const { refusals } = calibration;
    expect(refusals!.falsePositives).toBeGreaterThan(0);
    expect(refusals!.falseNegatives).toBe(0);
    expect(saying(calibration, 'differs')).toContain('The model says 20 and the headers say 30');
    expect(saying(calibration, 'differs')).toContain('--limit tier.calls=30');
    expect(saying(calibration, 'differs')).toContain('The provider let 30 through in one window');
    expectValidCalibration(calibration);
  });

  test('in its figure: too high', () => {
    const { refusals } = calibrated(recordingOf(PROVIDER), recordingModel({ limit: 5000 }));
    expect(refusals).toMatchObject({
      truePositives: 0,
      falsePositives: 0,
      precision: null,
      recall: 0,
    });
  });

  test('in its kind: refusals that no count explains', () => {
    const { columns } = recordingOf(PROVIDER);
    const { rateLimitHeaders, ...bare } = columns;
    expect(rateLimitHeaders).toBeDefined();
    const status = columns.status!.map((_, seq) => (seq % 7 === 3 ? 429 : 200));
    const calibration = calibrated(traceWith({ ...bare, status }), recordingModel({ limit: 5000 }));
    expect(saying(calibration, 'differs')).toContain('no count of these windows explains them');
  });

  test('in its windows', () => {
    const trace = recordingOf({ ...PROVIDER, algorithm: 'fixed-window-anchored', gap: 3 * SECOND });
    expect(saying(calibrated(trace, RIGHT), 'differs')).toContain(
      'Replay with --algorithm fixed-window-anchored.',
    );
    const right = calibrated(trace, RIGHT, 'fixed-window-anchored');
    expect(right.series![0]!.counter).toMatchObject({ compared: 500, agree: 500 });
  });

  test('in its scope', () => {
    const trace = recordingOf({ ...PROVIDER, apps: 2, scope: ['app', 'user'], gap: 3 * SECOND });
    expect(saying(calibrated(trace, RIGHT), 'differs')).toContain(
      'The counter is kept per app and user',
    );
  });

  test('windows that begin at whole seconds are told from the use of others', () => {
    const algorithm = 'fixed-window-anchored';
    const provider: Provider = {
      ...PROVIDER,
      algorithm,
      gap: SECOND * 3,
      reset: 'instant',
      opensAtSeconds: true,
    };
    const shifted = calibrated(recordingOf(provider), RIGHT, algorithm);
    const { compared, agree } = shifted.series![0]!.counter!;
    expect([compared, agree < 500]).toEqual([500, true]);
    expect(saying(shifted, 'agrees')).toContain(
      `What remains is what the model says at ${agree} of 500 answers, and at each of them in windows that begin where the resets say.`,
    );
    expect(saying(shifted, 'differs')).not.toContain('Other clients use the quota');
    const shared = calibrated(recordingOf({ ...provider, others: 0.1 }), RIGHT, algorithm);
    expect(saying(shared, 'differs')).toContain('Other clients use the quota');
  });

  test('the first counter that differs is named with its time', () => {
    const { columns } = recordingOf(PROVIDER);
    const model = recordingModel({ limit: 30, appliesTo: { category: 'call', isTest: false } });
    const { series } = calibrated(traceWith(columns), model);
    expect(series![0]!.counter!.firstDisagreement).toBeUndefined();
    const late = calibrated(recordingOf({ ...PROVIDER, others: 0.3 }), RIGHT);
    const { counter } = late.series![0]!;
    expect(counter!.largest).toBeGreaterThan(0);
    expect(counter!.firstDisagreement!.recordedRemaining).toBeLessThan(
      counter!.firstDisagreement!.ourRemaining,
    );
  });
});

describe('what was not recorded', () => {
  const { columns } = recordingOf(PROVIDER);
  const { status, rateLimitHeaders, ...bare } = columns;

  test('no headers: refusals alone', () => {
    const calibration = calibrated(traceWith({ ...bare, status: status! }), RIGHT);
    expect(calibration.series).toBeUndefined();
    expect(calibration.refusals!.recall).toBe(1);
    expectValidCalibration(calibration);
  });

  test('no statuses: headers alone', () => {
    const calibration = calibrated(
      traceWith({ ...bare, rateLimitHeaders: rateLimitHeaders! }),
      RIGHT,
    );
    expect(calibration.refusals).toBeUndefined();
    expect(calibration.series![0]!.answers).toBe(500);
    expectValidCalibration(calibration);
  });

  test('neither: an error that says what is needed', () => {
    expect(() => calibrated(traceWith(bare), RIGHT)).toThrow(
      /needs a column status, or ratelimit_/,
    );
  });

  test('headers that cannot be read are counted, shown and left out', () => {
    const texts = ['', 'many', '-3'];
    const column = new Uint32Array(columns.length).fill(1);
    const broken = { limit: column, remaining: column.map(() => 2), texts };
    const calibration = calibrated(
      traceWith({ ...bare, status: status!, rateLimitHeaders: broken }),
      RIGHT,
    );
    expect(calibration.trace.unreadable).toEqual({
      rows: 500,
      examples: [
        'ratelimit_limit: found "many", expected a whole number of at least 0',
        'ratelimit_remaining: found "-3", expected a whole number of at least 0',
      ],
    });
    expectValidCalibration(calibration);
  });
});

describe.each(ALGORITHM_NAMES)('our answers, %s', (algorithm) => {
  test.each(DENIED_MODES)('are those of simulate, %s', (denied) => {
    const { columns } = recordingOf(PROVIDER);
    const settings = { algorithm, denied, client: drop(), used: new Map([['calls', 3]]) };
    const tier = RIGHT.tiers[0]!;
    const plan = planLimits(columns, RIGHT, tier);
    const { bindingLimit } = ourAnswers(columns, plan, settings, new Set());
    const outcome = simulate(columns, RIGHT, tier, settings);
    expect(Array.from(bindingLimit)).toEqual(Array.from(outcome.bindingLimit));
    expect(bindingLimit).toContain(0);
  });
});
