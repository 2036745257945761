import { createOperationMatcher } from '../../../model/operation-matcher.js';
import { SECOND } from '../../../time.js';
import { BULK_FORMS, type BulkForm } from '../bulk-forms.js';
import { calledOperations } from '../called-operations.js';
import { formBatches, type BatchChange, type Merge } from '../changes/batch.js';
import type { AdviceCase, Detector } from '../detector.js';
import { pressedKinds } from '../kinds.js';
import { countWords, numberOf, spanWords, throttlingWords } from '../words.js';

/** For how long requests are collected: our choice. */
const COLLECT_FOR = 60 * SECOND;

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
    const load: BatchChange = {
      kind: 'batch',
      merges: uses.map(({ merge }) => merge),
      within: COLLECT_FOR,
    };
    const { batches } = formBatches(look.columns, load);
    const saving = uses.flatMap(({ form }, index) => {
      const sent = batches.filter(({ merge }) => merge === index);
      const requests = sent.reduce((sum, batch) => sum + batch.requests, 0);
      return sent.length < requests ? [{ form, requests, sent: sent.length }] : [];
    });
    if (saving.length === 0) return [];
    const isAssumed = saving.some(({ form }) => form.single === form.bulk);
    return [
      {
        because: `${saving.map(({ form, requests }) => `${form.single} is called ${numberOf(requests, 'time')}`).join('; ')}. These requests meet limits that throttle: ${throttlingWords(look)}.`,
        change: `Collect the requests of each user and ad account for up to ${spanWords(COLLECT_FOR)}, and send them together: ${saving.map(savingWords).join('; ')}. They are then sent up to ${spanWords(COLLECT_FOR)} later.${isAssumed ? ' Where an operation takes a list today, this assumes that each request holds one, which the trace does not tell.' : ''}`,
        after: await look.attempt({ load }),
      },
    ];
  },
};

/** A bulk form of operations that the load calls. */
interface BulkUse {
  readonly form: BulkForm;
  readonly merge: Merge;
}

function bulkUses(look: AdviceCase): BulkUse[] {
  const { model, columns, batched } = look;
  const called = calledOperations(columns);
  if (called === undefined) return [];
  const match = createOperationMatcher(model);
  const operationOf = (method: string, path: string) => {
    const index = match(method, path)?.operation;
    return index === undefined ? undefined : model.operations[index];
  };
  const names = called.operations.map((operation, index) => {
    if (batched.some((one) => one.operation === index)) return undefined;
    const known = operation && operationOf(operation.method, operation.path);
    return known && `${known.method} ${known.path}`;
  });
  const kinds = [...pressedKinds(look)];
  return BULK_FORMS.flatMap((form) => {
    const operations = names.flatMap((name, index) => (name === form.single ? [index] : []));
    const [method = '', path = ''] = form.bulk.split(' ');
    const category = columns.names.categories.indexOf(operationOf(method, path)?.category ?? '');
    if (operations.length === 0 || category < 1) return [];
    return [{ form, merge: { kinds, operations, most: form.most, category } }];
  });
}

function savingWords({ form, requests, sent }: SavedRequests): string {
  const note = form.note === undefined ? '' : ` (${form.note})`;
  return `${form.bulk} takes up to ${countWords(form.most)} ${form.things}${note}, so that ${numberOf(sent, 'request')} would do in place of ${countWords(requests)}`;
}

interface SavedRequests {
  readonly form: BulkForm;
  readonly requests: number;
  readonly sent: number;
}
