import fc from 'fast-check';
import { parseColumnMap } from '../../src/trace/column-map.js';
import type { TraceOptions } from '../../src/trace/options.js';
import { MODEL } from './reading.js';

/** Stands in the texts of these tests for a byte that is no UTF-8. */
export const NO_UTF8 = '\u0001';

/** The bytes of such a text. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text).map((byte) => (byte === 1 ? 0xff : byte));
}

/** Usual cells of each column first, then odd ones. */
const CELLS: Readonly<Record<string, readonly [usual: readonly string[], odd: readonly string[]]>> =
  {
    timestamp: [
      ['2026-03-02T10:00:00.123456Z', '2026-03-02 10:00:01', '2026-03-02T09:00:00+01:00'],
      [
        '1772445600',
        '1772445600.5',
        '1772445600123',
        '2026-03-02',
        '2026-03-02T10:00Z',
        'x',
        '',
        '1e9',
      ],
    ],
    category: [
      ['org_read', 'org_write', 'ads_read'],
      ['', 'events', 'other', 'ä'],
    ],
    method: [
      ['GET', 'POST'],
      ['', 'get'],
    ],
    path: [
      ['/v5/pins', '/v5/ad_accounts/7/ads', '/v5/odd'],
      ['', '/v5/pins?is_test=1', '/x y', 'GET /v5/pins'],
    ],
    app: [
      ['x', 'y'],
      ['', 'default', '日本', `a${NO_UTF8}b`],
    ],
    user: [
      ['u', 'v', 'w'],
      ['', 'default', 'é', '\u00a0u', 'u\u3000', NO_UTF8, 'a b'],
    ],
    ad_account: [
      ['1', '2'],
      ['', 'default'],
    ],
    token: [
      ['oauth', 'conversion'],
      ['', 'OAuth'],
    ],
    is_test: [
      ['true', '0'],
      ['', 'TRUE', 'yes'],
    ],
    cost: [
      ['1', '20'],
      ['', '-1', '1.5', '007', '99999999999999999999'],
    ],
    status: [
      ['200', '429'],
      ['', '1000', 'ok'],
    ],
    ratelimit_limit: [
      ['100', '100, 100;w=1'],
      ['', `1${NO_UTF8}`],
    ],
    ratelimit_reset: [
      ['1', '60'],
      ['', '\u00a0'],
    ],
    extra: [
      ['', 'z'],
      ['\u000b', 'a\rb', '\uFEFF'],
    ],
  };
const COLUMNS = Object.keys(CELLS);

const cellOf = (column: string): fc.Arbitrary<string> => {
  const [usual, odd] = CELLS[column]!;
  return fc.oneof(
    { arbitrary: fc.constantFrom(...usual), weight: 100 },
    { arbitrary: fc.constantFrom(...odd), weight: 1 },
  );
};

/** Ways to read files. */
export const options: fc.Arbitrary<TraceOptions> = fc
  .record({
    map: fc.constantFrom(
      '',
      'app=constant:c',
      'category=constant:org_read',
      'user=extra',
      'is_test=constant:1',
    ),
    timeUnit: fc.constantFrom(undefined, undefined, 's', 'ms'),
    from: fc.constantFrom(undefined, undefined, Date.UTC(2026, 2, 2, 10) * 1000 + 1),
    onError: fc.constantFrom('stop', 'skip', 'skip'),
    keepOperations: fc.boolean(),
  })
  .map(({ map, ...rest }) => ({
    ...rest,
    model: MODEL,
    map: parseColumnMap(map === '' ? [] : [map]),
    allowUnmapped: true,
  }));

const header = fc
  .shuffledSubarray(COLUMNS, { minLength: 6 })
  .map((columns) => [...new Set(['timestamp', 'category', ...columns])]);

/** A line end, or now and then a line that is no row. */
const lineEnd = fc.oneof(
  { arbitrary: fc.constantFrom('\n', '\r\n'), weight: 40 },
  { arbitrary: fc.constantFrom('\n\n', '\n \t\n', '\n\u00a0\n', '\nx\n', '\n"\n'), weight: 1 },
);

/** CSV files: mostly usual rows, and some of every odd kind. */
export const csvFile = header.chain((columns) =>
  fc.constantFrom(',', ';', '\t', '|').chain((delimiter) => {
    const written = (column: string): fc.Arbitrary<string> =>
      fc.tuple(cellOf(column), fc.nat(299)).map(([cell, style]) => {
        if (cell.includes(delimiter) || style < 4) return `"${cell}"`;
        if (style < 6) return ` ${cell} `;
        const odd = [
          `"${cell}""q"`,
          `"${cell}`,
          `${cell}"`,
          `"${cell}"x`,
          `"a\n${cell}"`,
          `" ${cell} "`,
        ];
        return style < 20 ? cell : style === 299 ? odd[cell.length % odd.length]! : cell;
      });
    const row = fc.tuple(...columns.map(written)).map((cells) => cells.join(delimiter));
    const lines = fc.array(fc.tuple(row, lineEnd), { minLength: 10, maxLength: 80 });
    return lines.map((rows) => `${columns.join(delimiter)}\n${rows.flat().join('')}`);
  }),
);

/** Objects that settle the header, before which no line is scanned. */
const HEAD = '{"timestamp":"2026-03-02T10:00:00Z","category":"org_read"}\n'.repeat(1000);

/** Files of JSON lines: mostly usual rows, and some of every odd kind. */
export const jsonlFile = header.chain((columns) => {
  const value = (column: string): fc.Arbitrary<string> =>
    fc.tuple(cellOf(column), fc.nat(999)).map(([cell, style]) => {
      const odd = [
        '-0',
        '1.0',
        '1e3',
        '0.5',
        'null',
        '{"a":1}',
        '[]',
        '01',
        '"\\u0061"',
        '1772445600',
      ];
      if (style < odd.length) return odd[style]!;
      return style < 500 && /^[1-9]\d*$/.test(cell) ? cell : JSON.stringify(cell);
    });
  const member = (column: string): fc.Arbitrary<string> =>
    fc
      .tuple(value(column), fc.constantFrom(':', ': ', ' :'))
      .map((parts) => `"${column}"${parts[1]}${parts[0]}`);
  const row = fc
    .tuple(
      fc.tuple(...columns.map(member)),
      fc.constantFrom(',', ', '),
      fc.oneof(
        { arbitrary: fc.constant(''), weight: 30 },
        { arbitrary: fc.constantFrom('x', ',"user":"u"'), weight: 1 },
      ),
    )
    .map(([members, comma, end]) => `{${members.join(comma)}${end}}`);
  const lines = fc.array(fc.tuple(row, lineEnd), { minLength: 10, maxLength: 80 });
  return lines.map((rows) => `${HEAD}${rows.flat().join('')}`);
});
