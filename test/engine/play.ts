import { makeClient, type ClientSpec } from '../../src/engine/client-spec.js';
import { simulate } from '../../src/engine/simulate.js';
import type { AlgorithmName, Limit } from '../../src/model/rate-model.js';
import type { OracleRequest } from '../oracle/oracle-types.js';
import { columnsOf } from '../oracle/random-trace.js';
import { modelWith } from './small-tier.js';

/** What became of each request, by `seq`. */
export interface Played {
  /** NaN if the request was dropped. */
  readonly admittedAt: readonly number[];
  readonly droppedAt: readonly number[];
  /** When each of its attempts was refused. */
  readonly refusedAt: readonly (readonly number[])[];
  readonly responses429: number;
}

/** Plays a trace by a client under some limits: fixed windows and seed 1 unless changed. */
export function play(
  spec: ClientSpec,
  trace: readonly OracleRequest[],
  limits: readonly Limit[],
  { algorithm = 'fixed-window', seed = 1 }: { algorithm?: AlgorithmName; seed?: number } = {},
): Played {
  const model = modelWith(limits);
  const client = makeClient(spec, seed);
  const refusedAt: number[][] = trace.map(() => []);
  const droppedAt = trace.map(() => NaN);
  const { admittedAt, responses429 } = simulate(columnsOf(trace, model), model, model.tiers[0]!, {
    algorithm,
    denied: 'free',
    client: {
      ...client,
      begin(run, send) {
        run.onDone((seq, t) => {
          if (run.isDropped(seq)) droppedAt[seq] = t;
        });
        const policy = client.begin(run, send);
        return {
          ...policy,
          refused(seq, t) {
            refusedAt[seq]!.push(t);
            policy.refused(seq, t);
          },
        };
      },
    },
  });
  return { admittedAt: [...admittedAt], droppedAt, refusedAt, responses429 };
}
