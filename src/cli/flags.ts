import type { Options } from 'yargs';
import { policies } from '../engine/client.js';
import { JITTERS } from '../engine/client-retry.js';
import { ALGORITHM_NAMES, DENIED_MODES } from '../model/rate-model.js';
import { formats } from '../trace/formats.js';
import { TIME_UNITS } from '../time.js';

/** The options of the commands, in the groups in which help shows them. */

const MODEL = 'The model:';
const TRACE = 'The trace:';
const CLIENT = 'The client:';
const OBJECTIVE = 'The objective:';
const PLAN = 'The plan:';

/** An option that may be given more than once. */
function repeatable(describe: string, group: string): Options {
  return { string: true, array: true, requiresArg: true, describe, group };
}

export const modelFlags = {
  model: {
    string: true,
    requiresArg: true,
    default: 'pinterest-v5',
    describe: 'A model by name, or a file',
    group: MODEL,
  },
  algorithm: {
    choices: ALGORITHM_NAMES,
    describe: 'How every window is counted; the model says which if absent',
    group: MODEL,
  },
  burst: {
    number: true,
    requiresArg: true,
    describe: 'Requests that a token bucket lets through at once; each limit’s figure if absent',
    group: MODEL,
  },
  denied: {
    choices: DENIED_MODES,
    describe: 'Whether a refused request uses up quota; the model says if absent',
    group: MODEL,
  },
  'reset-zone': {
    string: true,
    requiresArg: true,
    describe: 'Time zone in which hourly and daily windows start, as in Europe/Berlin',
    group: MODEL,
  },
  limit: repeatable('Try another figure for a limit: TIER.ID=N', MODEL),
  used: repeatable('N of a limit are used up when the trace starts: TIER.ID=N', MODEL),
} as const satisfies Record<string, Options>;

export const traceFlags = {
  format: {
    choices: formats.map(({ name }) => name),
    describe: 'Format of the trace; told by the file’s ending, then its content, if absent',
    group: TRACE,
  },
  sql: {
    string: true,
    requiresArg: true,
    describe: 'A SELECT over any files that DuckDB reads, in place of the trace',
    group: TRACE,
  },
  map: repeatable(
    'Where our columns are: OURS=THEIRS, or OURS=constant:VALUE; commas between',
    TRACE,
  ),
  'log-format': {
    string: true,
    requiresArg: true,
    describe:
      'How the lines of an access log are written, as in nginx.conf or Apache’s LogFormat: ' +
      `'$msec $http_x_user "$request" $status'; Common and Combined are known`,
    group: TRACE,
  },
  'time-unit': {
    choices: TIME_UNITS,
    describe: 'Unit of numeric timestamps; told by the first row if absent',
    group: TRACE,
  },
  host: {
    string: true,
    requiresArg: true,
    describe: 'Of a HAR or cassette, only calls to this host; those to the busiest if absent',
    group: TRACE,
  },
  from: {
    string: true,
    requiresArg: true,
    describe: 'Only requests from this time on (ISO 8601)',
    group: TRACE,
  },
  to: {
    string: true,
    requiresArg: true,
    describe: 'Only requests before this time (ISO 8601)',
    group: TRACE,
  },
  'on-error': {
    choices: ['stop', 'skip'],
    default: 'stop',
    describe: 'What a row that cannot be read does: end the reading, or be left out and counted',
    group: TRACE,
  },
  'allow-unmapped': {
    boolean: true,
    default: false,
    describe: 'Replay a trace of which the model maps no request',
    group: TRACE,
  },
  demand: {
    boolean: true,
    default: false,
    describe: 'Count retries of refused requests (answers 429) as one with their first attempt',
    group: TRACE,
  },
  'retry-span': {
    string: true,
    requiresArg: true,
    describe: 'How long after a 429 the same request counts as its retry (60s)',
    group: TRACE,
  },
} as const satisfies Record<string, Options>;

export const objectiveFlags = {
  threshold: repeatable(
    "What must hold, as in 'throttled<=0.1%'; every request admitted at once if absent",
    OBJECTIVE,
  ),
  'allow-empty': {
    boolean: true,
    default: false,
    describe: 'A threshold on requests of which there are none counts as met',
    group: OBJECTIVE,
  },
} as const satisfies Record<string, Options>;

/** A duration, as in 90s. */
function duration(describe: string): Options {
  return { string: true, requiresArg: true, describe, group: CLIENT };
}

export const clientFlags = {
  client: {
    string: true,
    requiresArg: true,
    describe: 'A named client (model list --clients); the options below change it',
    group: CLIENT,
  },
  policy: {
    choices: Object.keys(policies),
    describe: 'What a refused client does; drop if absent',
    group: CLIENT,
  },
  'max-wait': duration('wait: give up after so long, as in 90s'),
  attempts: {
    number: true,
    requiresArg: true,
    describe: 'retry: refused attempts after which it gives up (5)',
    group: CLIENT,
  },
  backoff: duration('retry: delay after the first refusal (1s)'),
  factor: {
    number: true,
    requiresArg: true,
    describe: 'retry: by what each delay is longer than the last (2)',
    group: CLIENT,
  },
  cap: duration('retry: longest delay (60s)'),
  jitter: { choices: JITTERS, describe: 'retry: how delays are spread (full)', group: CLIENT },
  'honour-reset': {
    boolean: true,
    describe: 'retry: never before the reset that the refusal names',
    group: CLIENT,
  },
  concurrency: {
    number: true,
    requiresArg: true,
    describe: 'Closed loop: requests that each user has in flight at most',
    group: CLIENT,
  },
  latency: duration('Closed loop: from admission until the answer (0s)'),
} as const satisfies Record<string, Options>;

export const tiersFlag = {
  tiers: {
    string: true,
    requiresArg: true,
    describe: 'Tiers to compare, commas between; all of the model’s if absent',
    group: MODEL,
  },
} as const satisfies Record<string, Options>;

export const planFlags = {
  growth: {
    string: true,
    requiresArg: true,
    describe: 'How fast the load grows, as in 8%/month: says when a limit is reached',
    group: PLAN,
  },
  spread: {
    string: true,
    requiresArg: true,
    describe: 'Width of the span over which copies are shifted (users 1h, rate 1m; 0 for none)',
    group: PLAN,
  },
  'shared-ad-accounts': {
    boolean: true,
    default: false,
    describe: 'More users share the ad accounts of those there are, rather than bring their own',
    group: PLAN,
  },
  precision: {
    string: true,
    requiresArg: true,
    default: '1%',
    describe: 'How finely a headroom is searched',
    group: PLAN,
  },
  'most-requests': {
    number: true,
    requiresArg: true,
    describe:
      'Grow the load no further than to so many requests (5,000,000; 1,000,000 for a client that does more than drop)',
    group: PLAN,
  },
  replications: {
    string: true,
    requiresArg: true,
    describe:
      'Draw what is random again: N times, or until every interval is within N% (400 times at most)',
    group: PLAN,
  },
} as const satisfies Record<string, Options>;

/** How much of a trace is kept. */
export const streamFlag = {
  stream: {
    boolean: true,
    default: false,
    describe:
      'Keep no more than a piece of the trace in memory: reads files in order of time twice or more (--policy drop)',
    group: TRACE,
  },
} as const satisfies Record<string, Options>;
