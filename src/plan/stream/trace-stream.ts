import { InputError } from '../../errors.js';
import { createDemandMeter, type DemandMeter } from '../../engine/required-limit.js';
import type { RateModel } from '../../model/rate-model.js';
import type { ScenarioFigures } from '../../result/summarize.js';
import type { Columns } from '../../trace/columns.js';
import type { TraceFacts } from '../../trace/trace.js';
import type { Samples } from '../samples.js';
import type { Threshold } from '../threshold.js';
import { createPieceBuffer, createSurvey, PIECE, type PieceBuffer } from './piece-buffer.js';
import {
  planPieces,
  watchScenario,
  type ScenarioWatcher,
  type StreamedRun,
} from './scenario-watcher.js';

/**
 * Reads a trace from its beginning to its end, and hands over its columns piece by piece, in order. Every reading
 * gives the same, with the same numbers for names.
 */
export type ReadPieces = (take: (piece: Columns) => void) => Promise<TraceFacts>;

/** A trace that is read again for whatever is asked of it, so that memory holds no more than a piece. */
export interface TraceStream {
  readonly facts: TraceFacts;
  /** Replays the trace under several tiers side by side. Clients must be such as only drop. */
  replay(runs: readonly StreamedRun[]): Promise<StreamedScenario[]>;
  /** The same for one, without the demand on its limits. */
  tryOut(run: StreamedRun): Promise<Pick<ScenarioWatcher, 'samples' | 'throttled'>>;
}

/** A replay of a stream. */
export interface StreamedScenario {
  readonly figures: ScenarioFigures;
  readonly samples: Samples;
}

/**
 * Opens a stream, by a first reading.
 * @param thresholds that will be asked of its samples.
 * @throws InputError if the trace is not in order of time, or what the reading throws.
 */
export async function openTraceStream(
  read: ReadPieces,
  model: RateModel,
  thresholds: readonly Threshold[],
): Promise<TraceStream> {
  const survey = createSurvey(model);
  const facts = await read((piece) => {
    survey.note(piece);
  });
  if (facts.outOfOrder > 0) {
    throw new InputError(
      `${facts.outOfOrder.toLocaleString('en-US')} of ${facts.requests.toLocaleString('en-US')} ` +
        'requests come before the one above them; --stream takes a trace in order of time. ' +
        'Sort it first, or leave --stream out',
    );
  }
  const buffer = createPieceBuffer(facts.names, survey);

  /** Makes watchers when the first piece has come, and lets the trace go by them. */
  const letPass = async <W extends { take(length: number): void }>(
    make: readonly (() => W)[],
  ): Promise<W[]> => {
    let watchers: W[] | undefined;
    let requests = 0;
    await read((piece) => {
      for (let from = 0; from < piece.length; from += PIECE) {
        const to = Math.min(piece.length, from + PIECE);
        buffer.fill(piece, from, to);
        watchers ??= make.map((one) => one());
        for (const watcher of watchers) watcher.take(to - from);
      }
      requests += piece.length;
    });
    if (watchers === undefined || requests !== facts.requests) {
      throw new InputError(
        `the trace changed while it was read: ${facts.requests.toLocaleString('en-US')} requests ` +
          `at first, ${requests.toLocaleString('en-US')} now. Read it again when it is complete`,
      );
    }
    return watchers;
  };

  return {
    facts,
    async replay(runs) {
      const watched = await letPass(
        runs.map((run) => () => watchBoth(buffer, model, run, thresholds)),
      );
      let open = watched.map(({ meter }) => meter).filter((meter) => meter.finish());
      while (open.length > 0) {
        await letPass(open.map((meter) => () => meter));
        open = open.filter((meter) => meter.finish());
      }
      return watched.map(({ scenario, meter }) => ({
        figures: scenario.figures(meter.demands()),
        samples: scenario.samples,
      }));
    },
    async tryOut(run) {
      const [watcher] = await letPass([() => watchScenario(buffer, model, run, thresholds)]);
      return watcher!;
    },
  };
}

interface WatchedBoth {
  readonly scenario: ScenarioWatcher;
  readonly meter: DemandMeter;
  take(length: number): void;
}

function watchBoth(
  buffer: PieceBuffer,
  model: RateModel,
  run: StreamedRun,
  thresholds: readonly Threshold[],
): WatchedBoth {
  const scenario = watchScenario(buffer, model, run, thresholds);
  const meter = createDemandMeter(buffer.columns, planPieces(buffer, model, run), run.settings);
  return {
    scenario,
    meter,
    take(length) {
      scenario.take(length);
      meter.take(length);
    },
  };
}
