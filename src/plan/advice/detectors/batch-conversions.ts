import { SECOND } from '../../../time.js';
import { formBatches, type BatchChange } from '../changes/batch.js';
import type { Detector } from '../detector.js';
import { countKinds, kindsOfCategory, pressedKinds } from '../kinds.js';
import { countWords, numberOf, spanWords, throttlingWords } from '../words.js';

const CATEGORY = 'ads_conversions';

/** Events that one request may carry: `data` of "Send conversions" in Pinterest's API reference holds 1 to 1,000. */
export const MOST_EVENTS = 1000;

/** For how long events are collected: our choice. */
const COLLECT_FOR = 60 * SECOND;

/**
 * Conversion events that are sent one by one: collect them, and send up to `MOST_EVENTS` in one request. Whether
 * a request carries one event or many, no trace tells: one is assumed, and said. A profile that sends batches is
 * passed over.
 */
export const batchConversions: Detector = {
  id: 'batch-conversions',
  title: 'Batch conversion events',
  find: async (look) => {
    const { columns, batched, attempt } = look;
    const category = columns.names.categories.indexOf(CATEGORY);
    if (batched.some((operation) => operation.category === category)) return [];
    const pressed = pressedKinds(look);
    const kinds = kindsOfCategory(category).filter((kind) => pressed.has(kind));
    const requests = countKinds(columns, kinds);
    const load: BatchChange = {
      kind: 'batch',
      merges: [{ kinds, most: MOST_EVENTS, category }],
      within: COLLECT_FOR,
    };
    const { batches } = formBatches(columns, load);
    if (batches.length === requests) return [];
    return [
      {
        because: `${numberOf(requests, 'request')} of ${CATEGORY} meet limits that throttle: ${throttlingWords(look)}.`,
        change: `Collect the events of each user, ad account and kind of token for up to ${spanWords(COLLECT_FOR)}, test events apart, and send up to ${countWords(MOST_EVENTS)} in one request: ${numberOf(batches.length, 'request')} in place of ${countWords(requests)}. An event is then sent up to ${spanWords(COLLECT_FOR)} later. This assumes that each request carries one event today, which the trace does not tell.`,
        after: await attempt({ load }),
      },
    ];
  },
};
