import { limitsMet } from './meets.js';
import { makeMeter, type Gate } from './meter.js';
import type {
  OracleDelays,
  OracleFate,
  OracleLimit,
  OraclePolicy,
  OracleRequest,
  OracleResult,
  OracleSettings,
  OracleTier,
  OracleTotals,
} from './oracle-types.js';
import { requiredLimit } from './required-limit.js';

/** A request on its way. */
interface Call {
  readonly seq: number;
  readonly request: OracleRequest;
  /** Of the limits that it meets, in tier order. */
  readonly gates: readonly Gate[];
  attempts: number;
  responses429: number;
  admittedAt: number | null;
  bindingLimit: string | null;
  reset: number | null;
}

/** A call's next attempt. */
interface Event {
  readonly time: number;
  readonly call: Call;
}

/** Why a call was refused. */
interface Refusal {
  readonly bindingLimit: string;
  readonly reset: number;
}

interface Run {
  readonly settings: OracleSettings;
  readonly calls: readonly Call[];
  /** By limit id. */
  readonly peakUse: Map<string, number>;
}

/**
 * The slow, obvious twin of the simulator: plain objects, strings and lists, sharing no code with what it
 * checks.
 * @param requests in trace order, at least one.
 */
export function oracle(
  requests: readonly OracleRequest[],
  tier: OracleTier,
  settings: OracleSettings,
): OracleResult {
  const start = requests[0]!.timestamp;
  const meters = tier.limits.map((limit) => makeMeter(limit, settings, start));
  const calls = requests.map((request, seq): Call => {
    const met = limitsMet(request, tier);
    return {
      seq,
      request,
      gates: meters
        .filter(({ limit }) => met.includes(limit))
        .map((meter) => meter.gateFor(request)),
      attempts: 0,
      responses429: 0,
      admittedAt: null,
      bindingLimit: null,
      reset: null,
    };
  });
  const run: Run = { settings, calls, peakUse: new Map() };
  const { policy } = settings;
  if (policy.name === 'wait') runWaiting(run, policy.maxWait ?? Infinity);
  else runRetrying(run, policy);

  const limits = new Map(
    meters.map((meter): [string, OracleLimit] => {
      const charged = calls.filter(({ bindingLimit }) => bindingLimit === meter.limit.id);
      const meeting = calls.filter(({ gates }) => gates.some(({ limit }) => limit === meter.limit));
      const offered = meeting.map(({ request }) => request);
      return [
        meter.limit.id,
        {
          peakUse: run.peakUse.get(meter.limit.id) ?? 0,
          throttled: charged.length,
          firstThrottledAt: charged[0]?.request.timestamp ?? null,
          tuples: meter.tuples(),
          get requiredLimit() {
            return requiredLimit(offered, meter.limit, settings, start);
          },
        },
      ];
    }),
  );
  return {
    requests: calls.map(fateOf),
    limits,
    totals: totalsOf(calls),
    delays: delaysOf(calls),
  };
}

/** `drop` and `retry`: a list of attempts in the order of (time, seq). */
function runRetrying(run: Run, policy: Exclude<OraclePolicy, { name: 'wait' }>): void {
  const events = run.calls.map((call): Event => ({ time: call.request.timestamp, call }));
  for (let event = events.shift(); event !== undefined; event = events.shift()) {
    const { time, call } = event;
    const refusal = attempt(run, call, time, true);
    if (refusal === null || refusal.reset === Infinity) continue;
    if (policy.name === 'drop' || call.attempts >= policy.attempts) continue;
    const backoff = policy.base * policy.factor ** (call.attempts - 1);
    const delay = Math.floor(Math.min(policy.cap, backoff));
    const reset = policy.honourReset ? refusal.reset : -Infinity;
    const again = { time: Math.max(time + delay, reset), call };
    const place = events.findIndex((other) => comesBefore(again, other));
    events.splice(place === -1 ? events.length : place, 0, again);
  }
}

function comesBefore(a: Event, b: Event): boolean {
  return a.time < b.time || (a.time === b.time && a.call.seq < b.call.seq);
}

/**
 * `wait`: at every instant at which a request arrives or one that waits may find room, those that wait are
 * considered in trace order, then those that arrive. What others are admitted can only put off the
 * instant at which a waiting request may find room, so it is asked anew only when that instant comes.
 */
function runWaiting(run: Run, maxWait: number): void {
  let waiting: Event[] = [];
  const arriving = [...run.calls];
  while (arriving.length > 0 || waiting.length > 0) {
    const now = waiting.reduce(
      (earliest, { time }) => Math.min(earliest, time),
      arriving[0]?.request.timestamp ?? Infinity,
    );
    const stillWaiting: Event[] = [];
    const wait = (time: number, call: Call): void => {
      if (time <= call.request.timestamp + maxWait && time < Infinity) {
        stillWaiting.push({ time, call });
      }
    };
    for (const { time, call } of waiting) {
      if (time > now) {
        stillWaiting.push({ time, call });
        continue;
      }
      const refusal = refusalOf(call, now);
      if (refusal === null) attempt(run, call, now, false);
      else wait(refusal.reset, call);
    }
    while (arriving[0]?.request.timestamp === now) {
      const call = arriving.shift()!;
      const refusal = attempt(run, call, now, true);
      if (refusal !== null) wait(refusal.reset, call);
    }
    waiting = stillWaiting;
  }
}

/** Sends a request at `t`. */
function attempt(run: Run, call: Call, t: number, mayCharge: boolean): Refusal | null {
  const refusal = refusalOf(call, t);
  call.attempts += 1;
  if (refusal === null) {
    call.admittedAt = t;
    for (const gate of call.gates) {
      gate.count(t);
      const { id } = gate.limit;
      run.peakUse.set(id, Math.max(run.peakUse.get(id) ?? 0, gate.use(t)));
    }
    return null;
  }
  call.responses429 += 1;
  if (call.attempts === 1) {
    call.bindingLimit = refusal.bindingLimit;
    call.reset = refusal.reset;
  }
  if (run.settings.denied === 'charged' && mayCharge) {
    for (const gate of call.gates) if (gate.hasRoom(t)) gate.count(t);
  }
  return refusal;
}

/** The refusal that a request sent at `t` would meet, or null if it would be admitted. Counts nothing. */
function refusalOf({ gates }: Call, t: number): Refusal | null {
  let refusal: Refusal | null = null;
  for (const gate of gates) {
    if (gate.hasRoom(t)) continue;
    const reset = gate.next(t);
    if (refusal === null || reset > refusal.reset) {
      refusal = { bindingLimit: gate.limit.id, reset };
    }
  }
  return refusal;
}

function fateOf(call: Call): OracleFate {
  return {
    outcome: call.admittedAt === null ? 'dropped' : 'admitted',
    admittedAt: call.admittedAt,
    attempts: call.attempts,
    throttled: call.bindingLimit !== null,
    bindingLimit: call.bindingLimit,
    reset: call.reset,
  };
}

function totalsOf(calls: readonly Call[]): OracleTotals {
  const admitted = calls.filter(({ admittedAt }) => admittedAt !== null);
  return {
    offered: calls.length,
    admitted: admitted.length,
    throttled: calls.filter(({ bindingLimit }) => bindingLimit !== null).length,
    delayed: admitted.filter(({ admittedAt, request }) => admittedAt! > request.timestamp).length,
    dropped: calls.length - admitted.length,
    attempts: calls.reduce((sum, { attempts }) => sum + attempts, 0),
    responses429: calls.reduce((sum, { responses429 }) => sum + responses429, 0),
  };
}

function delaysOf(calls: readonly Call[]): OracleDelays {
  const delays = calls
    .filter(({ admittedAt }) => admittedAt !== null)
    .map(({ admittedAt, request }) => admittedAt! - request.timestamp)
    .sort((a, b) => a - b);
  const n = delays.length;
  /** Nearest rank, with `percent` whole, so that the rank is exact. */
  const percentile = (percent: number): number | null =>
    delays[Math.ceil((percent * n) / 100) - 1] ?? null;
  return {
    mean: n === 0 ? null : delays.reduce((sum, delay) => sum + delay, 0) / n,
    p50: percentile(50),
    p90: percentile(90),
    p95: percentile(95),
    p99: percentile(99),
    max: percentile(100),
  };
}
