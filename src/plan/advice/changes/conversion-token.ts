import { kindOf } from '../../../engine/limit-plan.js';
import { FLAG_CONVERSION, type Columns } from '../../../trace/columns.js';

/** Requests are sent with a conversion token. */
export interface ConversionTokenChange {
  readonly kind: 'conversion-token';
  /** Those of these kinds (see `kindOf`). */
  readonly kinds: readonly number[];
}

/** Lets requests carry a conversion token in place of an OAuth token. */
export function setConversionToken(columns: Columns, { kinds }: ConversionTokenChange): Columns {
  const changed = new Set(kinds);
  const { category, length } = columns;
  const flags = columns.flags
    .slice(0, length)
    .map((bits, seq) =>
      changed.has(kindOf(category[seq]!, bits)) ? bits | FLAG_CONVERSION : bits,
    );
  return { ...columns, flags };
}
