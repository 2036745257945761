import fc from 'fast-check';
import { policies } from '../../src/engine/client.js';
import { planLimits, type LimitPlan } from '../../src/engine/limit-plan.js';
import type { SimulationSettings } from '../../src/engine/settings.js';
import { zoneWindows } from '../../src/limiter/zone-windows.js';
import { DAY, HOUR, SECOND } from '../../src/time.js';
import type { Columns } from '../../src/trace/columns.js';
import { columnsOf, modelOf, randomScenario } from '../oracle/random-trace.js';

/** A trace, its limits and settings under which a refused request is dropped. */
export interface DropScenario {
  readonly columns: Columns;
  readonly plan: LimitPlan;
  readonly settings: SimulationSettings;
}

const WINDOWS = [undefined, [4, 9, 16], [SECOND, HOUR, DAY], [DAY], [10 * DAY, DAY]];
const ZONES = ['America/New_York', 'Australia/Lord_Howe'].map((zone) => zoneWindows(zone)!);

/** Small scenarios: all algorithms, both treatments of refusals, costs, exemptions, used quota, zones; windows from microseconds to days. */
export const dropScenarios: fc.Arbitrary<DropScenario> = fc
  .tuple(
    fc.oneof(...WINDOWS.map((windows) => randomScenario(windows))),
    fc.constantFrom(undefined, undefined, ...ZONES),
    fc.constantFrom(undefined, 5 * HOUR),
    fc.boolean(),
  )
  .map(([scenario, resetWindows, resetPhase, hasCosts]) => {
    const model = modelOf(scenario);
    const { cost, ...columns } = columnsOf(scenario.requests, model);
    const replayed = hasCosts ? { ...columns, cost: cost! } : columns;
    return {
      columns: replayed,
      plan: planLimits(replayed, model, model.tiers[0]!),
      settings: {
        ...scenario.settings,
        client: policies.drop(),
        resetPhase,
        resetWindows,
      },
    };
  });
