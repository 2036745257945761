import { SECOND } from '../../../time.js';
import { operationName } from '../../../trace/columns.js';
import { BULK_FORMS, type BulkForm } from '../bulk-forms.js';
import { formBatches, type BatchChange, type Merge } from '../changes/batch.js';
import type { AdviceCase, Detector } from '../detector.js';
import { pressedKinds } from '../kinds.js';
import { countWords, numberOf, spanWords, throttlingWords } from '../words.js';

/** For how long requests are collected: our choice. */
const COLLECT_FOR = 60 * SECOND;

/** So many operations are named, those that save the most requests: our choice. */
const MOST_FORMS = 3;

/**
 * Operations called for one thing after the other, where `BULK_FORMS` has one that takes many. Only loads whose
 * requests name their operation show it. Where an operation always takes a list, one thing a request is assumed,
 * and said. What a profile sends in batches is passed over.
 */
export const bulkEndpoints: Detector = {
  id: 'bulk-endpoints',
  title: 'Use bulk endpoints',
  find: async (look) => {
    const uses = bulkUses(look);
    if (uses.length === 0) return [];
    const { batches } = formBatches(look.columns, together(uses));
    const saving = uses
      .map((use, index) => {
        const sent = batches.filter(({ merge }) => merge === index);
        const requests = sent.reduce((sum, batch) => sum + batch.requests, 0);
        return { ...use, requests, sent: sent.length };
      })
      .filter(({ requests, sent }) => sent < requests)
      .sort((a, b) => b.requests - b.sent - (a.requests - a.sent))
      .slice(0, MOST_FORMS);
    if (saving.length === 0) return [];
    const isAssumed = saving.some(({ form }) => form.single === form.bulk);
    return [
      {
        because: `${saving.map(({ form, requests }) => `${form.single} is called ${numberOf(requests, 'time')}`).join('; ')}. These requests meet limits that throttle: ${throttlingWords(look)}.`,
        change: `Collect the requests of each user and ad account for up to ${spanWords(COLLECT_FOR)}, and send them together: ${saving.map(savingWords).join('; ')}. They are then sent up to ${spanWords(COLLECT_FOR)} later.${isAssumed ? ' Where an operation takes a list today, this assumes that each request holds one, which the trace does not tell.' : ''}`,
        after: await look.attempt({ load: together(saving) }),
      },
    ];
  },
};

/** A bulk form of operations that the load calls. */
interface BulkUse {
  readonly form: BulkForm;
  readonly merge: Merge;
}

function together(uses: readonly BulkUse[]): BatchChange {
  return { kind: 'batch', merges: uses.map(({ merge }) => merge), within: COLLECT_FOR };
}

function bulkUses(look: AdviceCase): BulkUse[] {
  const { model, columns, batched } = look;
  const { operations: called = [], categories } = columns.names;
  const kinds = [...pressedKinds(look)];
  return BULK_FORMS.flatMap((form) => {
    const operations = called.flatMap((name, operation) =>
      name === form.single && !batched.some((one) => one.operation === operation)
        ? [operation]
        : [],
    );
    const bulk = model.operations.find((operation) => operationName(operation) === form.bulk);
    const category = bulk === undefined ? -1 : categories.indexOf(bulk.category);
    if (operations.length === 0 || category < 1) return [];
    return [{ form, merge: { kinds, operations, most: form.most, category } }];
  });
}

function savingWords({ form, requests, sent }: SavedRequests): string {
  const note = form.note === undefined ? '' : ` (${form.note})`;
  return `${form.bulk} takes up to ${countWords(form.most)} ${form.things}${note}, so that ${numberOf(sent, 'request')} would do in place of ${countWords(requests)}`;
}

interface SavedRequests extends BulkUse {
  readonly requests: number;
  readonly sent: number;
}
