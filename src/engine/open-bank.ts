import { banks } from '../limiter/banks/banks.js';
import type { Bank, Ledger } from '../limiter/banks/bank.js';
import { createRefusalLog, play, type Refusals } from '../limiter/banks/play.js';
import type { Columns } from '../trace/columns.js';
import { emptyLedger, preload } from './counters.js';
import type { LimitPlan } from './limit-plan.js';
import { requestsOf } from './requests-of.js';
import { limiterSpec, type SimulationSettings } from './settings.js';

/** The counters of a plan's limits, and the requests that they decide. */
export interface OpenBank extends Pick<Bank, 'next' | 'use'> {
  readonly ledger: Ledger;
  /** Decides the requests `from` to `to − 1`, each at its timestamp. Every request must be decided once, in order. */
  play(from: number, to: number): void;
  /** By limit: units counted for refused requests. */
  readonly chargedUnits: Float64Array;
}

/** The counters of a plan's limits as one bank, with what is used already counted. */
export function openBank(
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
  refused: Refusals['refused'],
): OpenBank {
  const { limits } = plan;
  const ledger = emptyLedger(limits.length);
  const specs = limits.map((limit) => limiterSpec(limit, settings));
  const requests = requestsOf(columns, plan);
  const bank = banks[settings.algorithm](requests, specs, ledger);
  if (columns.length > 0) preload(bank, plan, settings, columns.timestamp[0]!);
  const chargedUnits = new Float64Array(limits.length);
  const charges = settings.denied === 'charged';
  const refusals: Refusals = {
    refused,
    pending: createRefusalLog(),
    chargedUnits: charges ? chargedUnits : undefined,
  };
  return {
    ledger,
    chargedUnits,
    next: (k, slot, t, cost) => bank.next(k, slot, t, cost),
    use: (k, slot, t) => bank.use(k, slot, t),
    play(from, to) {
      play(bank, requests, refusals, from, to);
    },
  };
}
