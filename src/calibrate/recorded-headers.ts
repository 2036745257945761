import { isFault, type HeaderFault } from '../model/headers/header-fault.js';
import { readRateLimit } from '../model/headers/header-styles.js';
import type { QuotaState, RateLimit } from '../model/headers/rate-limit.js';
import type { Columns } from '../trace/columns.js';

/** The rate limit headers of a trace, read once for each different text. */
export interface RecordedHeaders {
  /** What row `seq` says; undefined where it says nothing that can be read. */
  at(seq: number): RateLimit | undefined;
  /** Rows with a header that could not be read, and the first few faults. */
  readonly unreadable: { readonly rows: number; readonly examples: readonly string[] };
  /** Rows that could be read. */
  readonly rows: number;
}

const COLUMNS = ['limit', 'remaining', 'reset'] as const;
type HeaderColumn = (typeof COLUMNS)[number];

type Read = RateLimit | HeaderFault | undefined;

const EXAMPLES = 5;

/**
 * Reads the header columns of a trace. Each column may hold the number or list that its name says, or a whole
 * `RateLimit` or `RateLimit-Policy` field of the newer drafts.
 */
export function readRecordedHeaders({ rateLimitHeaders, length }: Columns): RecordedHeaders {
  const caches = COLUMNS.map((): Read[] => []);
  const examples = new Set<string>();
  let unreadableRows = 0;
  let rows = 0;

  const readCell = (column: number, seq: number): Read => {
    const name = COLUMNS[column]!;
    const index = rateLimitHeaders?.[name]?.[seq] ?? 0;
    if (index === 0) return undefined;
    const cache = caches[column]!;
    if (!(index in cache)) cache[index] = readText(name, rateLimitHeaders!.texts[index]!);
    return cache[index];
  };

  const read = (seq: number): { said: RateLimit | undefined; faults: string[] } => {
    const said: RateLimit[] = [];
    const faults: string[] = [];
    COLUMNS.forEach((name, column) => {
      const cell = readCell(column, seq);
      if (isFault(cell)) faults.push(`ratelimit_${name}: ${cell.fault}`);
      else if (cell !== undefined) said.push(cell);
    });
    return { said: said.length === 0 ? undefined : joined(said), faults };
  };

  for (let seq = 0; seq < length && rateLimitHeaders !== undefined; seq++) {
    const { said, faults } = read(seq);
    if (said !== undefined) rows++;
    if (faults.length > 0) unreadableRows++;
    for (const fault of faults) if (examples.size < EXAMPLES) examples.add(fault);
  }
  return {
    at: (seq) => read(seq).said,
    unreadable: { rows: unreadableRows, examples: [...examples] },
    rows,
  };
}

/** Names the header that a text is the value of: by its column, unless its form is that of the newer drafts. */
function readText(column: HeaderColumn, text: string): Read {
  if (/^\s*(?:limit|remaining)\s*=/.test(text)) return readRateLimit({ ratelimit: text });
  if (/^\s*(?:"|[A-Za-z*][\w.*-]*\s*;\s*(?:r|q|t|w)=)/.test(text)) {
    const header = /;\s*r=/.test(text) ? 'ratelimit' : 'ratelimit-policy';
    return readRateLimit({ [header]: text });
  }
  return readRateLimit({ [`x-ratelimit-${column}`]: text });
}

function joined(parts: readonly RateLimit[]): RateLimit {
  const policies = parts.flatMap((part) => part.policies);
  const states = parts.flatMap((part) => part.states);
  const named = states.filter(({ name }) => name !== undefined);
  if (named.length === 0) {
    return {
      policies,
      states: states.length === 0 ? [] : [Object.assign({}, ...states) as QuotaState],
    };
  }
  const quotas = new Map(policies.map(({ name, quota }) => [name, quota]));
  return {
    policies,
    states: named.map((state) => {
      const quota = state.quota ?? quotas.get(state.name);
      return quota === undefined ? state : { ...state, quota };
    }),
  };
}
