import { describe, expect, it } from 'vitest';
import { policies } from '../../src/engine/client.js';
import { measure } from '../../src/plan/measure.js';
import { samplesOf } from '../../src/plan/samples.js';
import { parseThreshold } from '../../src/plan/threshold.js';
import type { ScenarioRun } from '../../src/result/summarize.js';
import { SECOND } from '../../src/time.js';
import { replay } from '../engine/replay.js';
import { request, requests } from '../engine/requests.js';
import { limit, modelWith } from '../engine/small-tier.js';

/** Categories read, of 2 a second for each user, and write, of 1; both share 1,000 a second. */
const model = modelWith(
  [
    limit('universal', 1000),
    limit('read', 2, { appliesTo: { category: 'read' }, scope: ['app', 'user'] }),
    limit('write', 1, { appliesTo: { category: 'write' }, scope: ['app', 'user'] }),
  ],
  ['read', 'write', 'never'],
);
const names = {
  categories: model.categories.map(({ name }) => name),
  limits: model.tiers[0]!.limits.map(({ id }) => id),
};

function valueOf(metric: string, run: ScenarioRun): number | null {
  const figure = metric.startsWith('delay.') ? '0' : metric.startsWith('attempts') ? '1' : '0%';
  return measure(parseThreshold(`${metric}<=${figure}`, names), samplesOf(run, model)).value;
}

function countOf(metric: string, run: ScenarioRun): number | null {
  return measure(parseThreshold(`${metric}<=0`, names), samplesOf(run, model)).value;
}

/** At one instant: ann reads 4 times and writes twice, bob reads twice, carl writes 4 times. */
const trace = [
  ...requests(4, 0, 0, 'read', { user: 'ann' }),
  ...requests(2, 0, 0, 'write', { user: 'ann' }),
  ...requests(2, 0, 0, 'read', { user: 'bob' }),
  ...requests(4, 0, 0, 'write', { user: 'carl' }),
];
const tier = model.tiers[0]!;
const dropping = replay(trace, model, tier);
const waiting = replay(trace, model, tier, { client: policies.wait() });

describe('measure', () => {
  it('counts requests, and their share of those that were offered', () => {
    // Refused: ann 2 of 4 reads and 1 of 2 writes, carl 3 of 4 writes: 6 of 12.
    expect(countOf('throttled', dropping)).toBe(6);
    expect(valueOf('throttled', dropping)).toBe(6 / 12);
    expect(countOf('dropped', dropping)).toBe(6);
    expect(countOf('delayed', dropping)).toBe(0);
    expect(countOf('throttled', waiting)).toBe(6);
    expect(countOf('dropped', waiting)).toBe(0);
    expect(valueOf('delayed', waiting)).toBe(6 / 12);
  });

  it('measures delays in microseconds, over admitted requests', () => {
    // Delays under wait, in seconds: ann 0 0 1 1 · 0 1, bob 0 0, carl 0 1 2 3: six 0, four 1, 2, 3.
    expect(valueOf('delay.p50', waiting)).toBe(0);
    expect(valueOf('delay.p90', waiting)).toBe(2 * SECOND);
    expect(valueOf('delay.p95', waiting)).toBe(3 * SECOND);
    expect(valueOf('delay.max', waiting)).toBe(3 * SECOND);
    expect(valueOf('delay.mean', waiting)).toBe((9 * SECOND) / 12);
    expect(valueOf('delay.max', dropping)).toBe(0);
  });

  it('measures attempts for each request offered', () => {
    expect(valueOf('attempts/offered', dropping)).toBe(1);
    // Six requests are sent a second time.
    expect(valueOf('attempts/offered', waiting)).toBe(18 / 12);
  });

  it('narrows to a category', () => {
    expect(valueOf('throttled{category=read}', dropping)).toBe(2 / 6);
    expect(valueOf('throttled{category=write}', dropping)).toBe(4 / 6);
  });

  it('narrows to the requests that meet a limit, whichever limit refused them', () => {
    expect(valueOf('throttled{limit=read}', dropping)).toBe(2 / 6);
    expect(valueOf('throttled{limit=universal}', dropping)).toBe(6 / 12);
  });

  it('takes the value at a rank of the users, the worst by the last', () => {
    // Bob 0 of 2, ann 3 of 6, carl 3 of 4.
    expect(valueOf('throttled{user=worst}', dropping)).toBe(3 / 4);
    expect(valueOf('throttled{user=p50}', dropping)).toBe(3 / 6);
    expect(valueOf('throttled{user=p33}', dropping)).toBe(0);
    expect(countOf('throttled{user=worst}', dropping)).toBe(3);
  });

  it('calls a user starved who gets nothing through while others do', () => {
    const shared = modelWith([limit('universal', 3)]);
    const share = (users: readonly string[], used = 0): ScenarioRun =>
      replay(
        users.map((user) => request(0, '', { user })),
        shared,
        shared.tiers[0]!,
        { used: new Map([['universal', used]]) },
      );
    // Three are admitted: ann, ann and bob. Carl and dora get nothing; ann's third is only refused.
    const run = share(['ann', 'ann', 'bob', 'carl', 'ann', 'dora']);
    expect(countOf('starved', run)).toBe(2);
    expect(valueOf('starved', run)).toBe(2 / 4);
    expect(countOf('starved', share(['ann', 'bob'], 3))).toBe(0);
  });

  it('tells users of the same name in two apps apart', () => {
    const apps = ['one', 'two'].map((app) => request(0, 'write', { app }));
    expect(countOf('throttled{user=worst}', replay(apps, model, tier))).toBe(0);
  });

  it('has no value where nothing was offered, and no delay where nothing was admitted', () => {
    const never = parseThreshold('throttled{category=never}<=0', names);
    expect(measure(never, samplesOf(dropping, model))).toEqual({ value: null, isEmpty: true });
    const blocked = replay([request(0, 'read')], model, tier, { used: new Map([['read', 2]]) });
    const delays = parseThreshold('delay.p50<=1s', names);
    expect(measure(delays, samplesOf(blocked, model))).toEqual({ value: null, isEmpty: false });
    expect(valueOf('delay.mean', blocked)).toBeNull();
    expect(countOf('throttled', blocked)).toBe(1);
  });
});
