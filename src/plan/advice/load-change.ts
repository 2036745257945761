import type { Columns } from '../../trace/columns.js';
import { batchRequests, type BatchChange } from './changes/batch.js';
import { setConversionToken, type ConversionTokenChange } from './changes/conversion-token.js';
import { spreadBursts, type SpreadChange } from './changes/spread.js';

/** What a piece of advice changes of a load. Plain data. */
export type LoadChange = SpreadChange | BatchChange | ConversionTokenChange;

/**
 * A load as it would be if a piece of advice were followed. It has the columns that a run looks at; what the
 * server answered when the trace was recorded is left out, since these requests were never sent so.
 */
export function changeLoad(columns: Columns, change: LoadChange): Columns {
  switch (change.kind) {
    case 'spread':
      return spreadBursts(columns, change);
    case 'batch':
      return batchRequests(columns, change);
    case 'conversion-token':
      return setConversionToken(columns, change);
  }
}
