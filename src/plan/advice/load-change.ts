import type { Columns } from '../../trace/columns.js';

/** What a piece of advice changes of a load. Plain data. */
export interface LoadChange {
  readonly kind: string;
}

/** A load as it would be if a piece of advice were followed. */
export function changeLoad(columns: Columns, change: LoadChange): Columns {
  throw new Error(change.kind + columns.length);
}
