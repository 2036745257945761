import { kindOf } from '../../../engine/limit-plan.js';
import { FLAG_CONVERSION, FLAG_TEST } from '../../../trace/columns.js';
import type { AdviceCase, Detector } from '../detector.js';
import { countKinds, pressedKinds } from '../kinds.js';
import { listWords, numberOf, throttlingWords } from '../words.js';

/**
 * Requests that would meet no limit if they carried a conversion token, as the model's exemptions say: send them
 * with one.
 */
export const conversionToken: Detector = {
  id: 'conversion-token',
  title: 'Send conversions with the conversion token',
  find: async (look) => {
    const { columns, attempt } = look;
    const freed = freedKinds(look).filter(({ kind }) => countKinds(columns, [kind]) > 0);
    if (freed.length === 0) return [];
    const kinds = freed.map(({ kind }) => kind);
    const requests = numberOf(countKinds(columns, kinds), 'request');
    const categories = listWords([...new Set(freed.map(({ category }) => category))]);
    return [
      {
        because: `${requests} of ${categories} with an OAuth token meet limits that throttle: ${throttlingWords(look)}. The model exempts such requests from every limit if they carry a conversion token.`,
        change: `Send these ${requests} with a conversion token in place of the OAuth token.`,
        after: await attempt({ load: { kind: 'conversion-token', kinds } }),
      },
    ];
  },
};

interface FreedKind {
  readonly kind: number;
  readonly category: string;
}

/** The kinds of requests with an OAuth token that meet a limit which throttles, and would meet none with a conversion token. */
function freedKinds(look: AdviceCase): FreedKind[] {
  const { plan, columns } = look;
  const pressed = pressedKinds(look);
  return columns.names.categories.flatMap((category, index) =>
    [0, FLAG_TEST].flatMap((flags) => {
      const kind = kindOf(index, flags);
      const isFree = plan.routes[kindOf(index, flags | FLAG_CONVERSION)]!.length === 0;
      return isFree && pressed.has(kind) ? [{ kind, category }] : [];
    }),
  );
}
