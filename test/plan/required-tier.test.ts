import { describe, expect, it } from 'vitest';
import { policies } from '../../src/engine/client.js';
import type { SimulationSettings } from '../../src/engine/settings.js';
import type { RateModel } from '../../src/model/rate-model.js';
import { checkObjective, requiredTier } from '../../src/plan/required-tier.js';
import { parseThreshold } from '../../src/plan/threshold.js';
import { DEFAULT_OBJECTIVE } from '../../src/result/objective.js';
import type { RequiredTier } from '../../src/result/result.js';
import { MINUTE } from '../../src/time.js';
import { replay } from '../engine/replay.js';
import { at, request, requests } from '../engine/requests.js';
import { loadModel } from '../model/shipped-models.js';
import type { OracleRequest } from '../oracle/oracle-types.js';

const model = loadModel('pinterest-v5.yaml');
const names = {
  categories: model.categories.map(({ name }) => name),
  limits: [...new Set(model.tiers.flatMap(({ limits }) => limits.map(({ id }) => id)))],
};
const morning = at('2026-06-10T00:00');

interface Question {
  readonly objective?: readonly string[];
  readonly allowEmpty?: boolean;
  readonly settings?: Partial<SimulationSettings>;
  readonly under?: RateModel;
}

function answer(trace: readonly OracleRequest[], question: Question = {}): RequiredTier {
  const { objective = DEFAULT_OBJECTIVE, allowEmpty = false, settings, under = model } = question;
  const judges = { thresholds: objective.map((text) => parseThreshold(text, names)), allowEmpty };
  const runs = under.tiers.map((tier) => replay(trace, under, tier, settings));
  return requiredTier(
    runs.map((run) => ({
      tier: run.tier.name,
      thresholds: checkObjective(judges, run, under),
    })),
  );
}

describe('the required tier', () => {
  it('is the first of the model whose run meets every threshold', () => {
    const fits = answer(requests(1000, morning, MINUTE, 'org_read'));
    expect(fits.tier).toBe('trial');
    const outgrows = answer(requests(1001, morning, MINUTE, 'org_read'));
    expect(outgrows.tier).toBe('standard');
    expect(outgrows.met).toEqual([
      { tier: 'trial', threshold: 'throttled==0', value: 1, ok: false },
      { tier: 'trial', threshold: 'delayed==0', value: 0, ok: true },
      { tier: 'standard', threshold: 'throttled==0', value: 0, ok: true },
      { tier: 'standard', threshold: 'delayed==0', value: 0, ok: true },
    ]);
  });

  it('is none where no tier meets every threshold', () => {
    const burst = requests(1200, morning, 0, 'org_read');
    expect(answer(burst).tier).toBeNull();
    expect(answer(burst).met.map(({ ok }) => ok)).toEqual([false, true, false, true]);
  });

  it('is the first one also where a later one would do less well', () => {
    // 200 trends_read in a minute: trial takes 1,000 a day, standard 60 a minute.
    expect(answer(requests(200, morning, 0, 'trends_read')).tier).toBe('trial');
  });

  it('cannot be had by a client that waits: the default objective counts delays', () => {
    const busy = requests(1001, morning, 0, 'org_read');
    const settings = { client: policies.wait() };
    expect(answer(busy, { settings }).tier).toBeNull();
    expect(answer(busy, { settings, objective: ['dropped==0'] }).tier).toBe('trial');
  });

  it('takes 7 of 1,000 for 0.7%, and 8 for more', () => {
    const objective = ['throttled<=0.7%'];
    // 300 writes a day and 693 reads; each write more is refused.
    const trace = (writes: number): OracleRequest[] => [
      ...requests(writes, morning, 0, 'ads_write'),
      ...requests(1000 - writes, morning, 0, 'ads_read'),
    ];
    const { tier, met } = answer(trace(307), { objective });
    expect(met[0]).toEqual({
      tier: 'trial',
      threshold: 'throttled<=0.7%',
      value: 0.007,
      ok: true,
    });
    expect(tier).toBe('trial');
    expect(answer(trace(308), { objective }).met[0]!.ok).toBe(false);
  });

  it('gives times in milliseconds', () => {
    const waits = [...requests(1000, morning, 0, 'org_read'), request(morning, 'org_read')];
    const { met } = answer(waits, {
      objective: ['delay.max<=1d'],
      settings: { client: policies.wait() },
    });
    expect(met[0]).toEqual({
      tier: 'trial',
      threshold: 'delay.max<=1d',
      value: 86_400_000,
      ok: true,
    });
  });

  it('takes a threshold with nothing to measure for met only where that is allowed', () => {
    const reads = [request(morning, 'org_read')];
    const objective = ['throttled{category=org_write}<=1%'];
    const { tier, met } = answer(reads, { objective });
    expect(tier).toBeNull();
    expect(met.map(({ value, ok }) => ({ value, ok }))).toEqual([
      { value: null, ok: false },
      { value: null, ok: false },
    ]);
    expect(answer(reads, { objective, allowEmpty: true }).tier).toBe('trial');
  });

  it('never takes a delay for short because nothing was admitted', () => {
    const used = new Map([['universal', 1000]]);
    const [outcome] = answer([request(morning, 'org_read')], {
      objective: ['delay.p99<=1s'],
      allowEmpty: true,
      settings: { used },
    }).met;
    expect(outcome).toMatchObject({ tier: 'trial', value: null, ok: false });
  });
});
