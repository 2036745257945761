import type { ResultUsers } from '../../result/result.js';
import { formatCount, formatPercent } from '../format-number.js';

/** Users with so large a share of their requests throttled. */
export interface UsersShareRow {
  /** As the axis names it: `none`, `≤10%`, … `≤100%`, `starved`. */
  readonly bin: string;
  /** `above 10%, up to 20%` */
  readonly words: string;
  readonly kind: 'not throttled' | 'throttled';
  readonly users: number;
  /** The count, where there are any. */
  readonly label: string;
  /** Whose bin it is, over the count: `median 85%`, `worst 100%`, `starved`; a line each. */
  readonly mark: string;
}

/** Data source of `reports/charts/users-share.vl.json`. */
export interface UsersShareData {
  readonly bins: readonly UsersShareRow[];
}

/** How many users were throttled how much, a row a bin; undefined where the Result does not tell. */
export function usersShareData(users: ResultUsers): UsersShareData | undefined {
  const { byShare, medianShare, worstShare } = users;
  if (byShare === undefined || medianShare === undefined || worstShare === undefined) {
    return undefined;
  }
  const { never, tenths, starved } = byShare;
  const median = [`median ${formatPercent(medianShare)}`];
  const isMedianStarved = starved > users.count / 2;
  const marksOf = (tenth: number): string[] => [
    ...(tenthOf(medianShare) === tenth && !isMedianStarved ? median : []),
    ...(tenthOf(worstShare) === tenth && starved === 0 && worstShare > 0
      ? [`worst ${formatPercent(worstShare)}`]
      : []),
  ];
  const row = (
    bin: string,
    words: string,
    count: number,
    marks: readonly string[],
  ): UsersShareRow => ({
    bin,
    words,
    kind: bin === 'none' ? 'not throttled' : 'throttled',
    users: count,
    label: count === 0 ? '' : formatCount(count),
    mark: marks.join('\n'),
  });
  const percent = (tenth: number): string => `${String(tenth * 10)}%`;
  return {
    bins: [
      row('none', 'none of their requests', never, marksOf(0)),
      ...tenths.map((count, i) => {
        const words = `above ${percent(i)}, up to ${percent(i + 1)}`;
        return row(`≤${percent(i + 1)}`, words, count, marksOf(i + 1));
      }),
      ...(starved === 0
        ? []
        : [
            row(
              'starved',
              'no request admitted, while others had some',
              starved,
              isMedianStarved ? median : [],
            ),
          ]),
    ],
  };
}

/** The tenth that a share is in, from 1; 0 for none. */
function tenthOf(share: number): number {
  return Math.ceil(Number((share * 10).toPrecision(12)));
}
