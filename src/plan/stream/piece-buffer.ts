import { createTupleNumbers, knownTuples, scopeName } from '../../engine/scope-tuples.js';
import type { ScopeTuples, TupleNumbers } from '../../engine/scope-tuples.js';
import type { RateModel, ScopeKey } from '../../model/rate-model.js';
import type { Columns, Names } from '../../trace/columns.js';

/** Room for a piece of a trace: columns and scope tuples that are filled anew with each piece. */
export interface PieceBuffer {
  readonly columns: Columns;
  readonly tuplesOf: (scope: readonly ScopeKey[]) => ScopeTuples;
  /** Puts the requests `from` to `to − 1` in the places from 0 on. */
  fill(piece: Columns, from: number, to: number): void;
}

/** What has to be known of a whole trace before a part of it can be decided. */
export interface Survey {
  /** Notes the next piece of the trace. */
  note(piece: Columns): void;
  readonly hasCosts: boolean;
  /** By scope name, for the scopes that no column holds. */
  readonly numbers: ReadonlyMap<string, TupleNumbers>;
}

/** So many requests are decided at a time. */
export const PIECE = 1 << 16;

/** A survey of nothing yet, for the scopes of a model. */
export function createSurvey(model: RateModel): Survey {
  const numbers = new Map<string, TupleNumbers>();
  let slot = new Uint32Array(PIECE);
  let hasCosts = false;
  return {
    note(piece) {
      hasCosts ||= piece.cost !== undefined;
      if (slot.length < piece.length) slot = new Uint32Array(piece.length);
      for (const { limits } of model.tiers) {
        for (const { scope } of limits) {
          if (knownTuples(piece, scope) !== undefined || numbers.has(scopeName(scope))) continue;
          numbers.set(scopeName(scope), createTupleNumbers(scope));
        }
      }
      for (const one of numbers.values()) one.number(piece, slot);
    },
    get hasCosts() {
      return hasCosts;
    },
    numbers,
  };
}

/** Empty room for the pieces of a trace. */
export function createPieceBuffer(names: Names, { hasCosts, numbers }: Survey): PieceBuffer {
  const columns = {
    length: PIECE,
    timestamp: new Float64Array(PIECE),
    app: new Uint32Array(PIECE),
    user: new Uint32Array(PIECE),
    adAccount: new Uint32Array(PIECE),
    category: new Uint16Array(PIECE),
    flags: new Uint8Array(PIECE),
    ...(hasCosts && { cost: new Float64Array(PIECE) }),
    names,
  };
  const numbered = Array.from(numbers, ([scope, tuples]) => ({
    scope,
    numbers: tuples,
    slot: new Uint32Array(PIECE),
  }));
  return {
    columns,
    tuplesOf(scope) {
      const known = knownTuples(columns, scope);
      if (known !== undefined) return known;
      const { slot, numbers: own } = numbered.find((one) => one.scope === scopeName(scope))!;
      return { slot, count: own.count };
    },
    fill(piece, from, to) {
      columns.timestamp.set(piece.timestamp.subarray(from, to));
      columns.app.set(piece.app.subarray(from, to));
      columns.user.set(piece.user.subarray(from, to));
      columns.adAccount.set(piece.adAccount.subarray(from, to));
      columns.category.set(piece.category.subarray(from, to));
      columns.flags.set(piece.flags.subarray(from, to));
      if (piece.cost === undefined) columns.cost?.fill(1);
      else columns.cost?.set(piece.cost.subarray(from, to));
      const filled = { ...columns, length: to - from };
      for (const one of numbered) one.numbers.number(filled, one.slot);
    },
  };
}
