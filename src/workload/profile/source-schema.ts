import {
  byType,
  duration,
  list,
  mapping,
  name,
  number,
  part,
  rate,
  share,
  text,
  whole,
  growth,
} from './schema-parts.js';

const weights = (description: string, howMany: number, title: string, pattern: string) =>
  byType(description, {
    array: {
      ...list(description, number('A weight.', 0), howMany),
      maxItems: howMany,
    },
    object: {
      minProperties: 1,
      propertyNames: { type: 'string', title, pattern },
      additionalProperties: number('The weight of these.', 0),
    },
  });

const DAY_NAME = '(mon|tue|wed|thu|fri|sat|sun)';

/** The schema of a weekly curve. */
export const curveSchema = mapping('How the rate varies over a week.', {
  hours: weights(
    'Weight of each local hour: 24 numbers, or ranges such as 9-18 to a weight, all others 0.',
    24,
    'hours such as 9-18',
    '^\\d{1,2}-\\d{1,2}$',
  ),
  days: weights(
    'Weight of each day: 7 numbers from Monday, or ranges such as mon-fri to a weight, all others 0.',
    7,
    'a day such as sat, or days such as mon-fri',
    `^${DAY_NAME}(-${DAY_NAME})?$`,
  ),
  week: {
    ...list(
      'Weight of each hour of the week, Monday 00:00 first, in place of hours and days.',
      number('A weight.', 0),
      168,
    ),
    maxItems: 168,
  },
  zone: text("IANA time zone of the hours; the source's if absent."),
});

const curveOrName = byType('How the rate varies over a week: a curve, or the name of one.', {
  string: { minLength: 1 },
  object: curveSchema,
});

const arrivals = {
  rate: rate('How often, averaged over a week.'),
  per: {
    enum: ['user', 'population'],
    description:
      'Whose rate it is: that of each user (the default), or of all together, who share it by their weights: one more user makes all others a little slower, and their draws stay the same, further apart.',
  },
  process: byType('How gaps vary: poisson (the default), constant, or one of the keys.', {
    string: { enum: ['poisson', 'constant'] },
    object: mapping('One process.', {
      bursts: mapping(
        'Bursts that come and go at random; the mean rate is kept.',
        {
          factor: number('How many times the rate outside of bursts.', 1, 1e6),
          length: duration('How long a burst is on average.'),
          every: duration('How often one begins on average.'),
        },
        ['factor', 'length', 'every'],
      ),
      log_normal: mapping(
        'Log-normal gaps.',
        { sigma: number("Deviation of a gap's natural logarithm.", 0, 10) },
        ['sigma'],
      ),
      pareto: mapping(
        'Pareto gaps.',
        { alpha: number('Exponent of the tail, above 1.', 1.01, 100) },
        ['alpha'],
      ),
    }),
  }),
  curve: curveOrName,
};

const request = {
  conversion: share('Share of requests that carry a conversion token; 0 if absent.'),
  test: share('Share of requests that are test requests; 0 if absent.'),
  cost: part('counts', 'Units that a request uses of limits that count units; 1 if absent.'),
};

const steps = (description: string) => list(description, part('step', 'One step.'));

/** The schema of a step; it stands under `definitions`, for steps may hold steps. */
export const stepSchema = mapping('Calls of one operation, or a loop over ad accounts.', {
  call: {
    type: 'string',
    title: 'a method and a path such as "GET /ad_accounts/{ad_account_id}/ads"',
    pattern: '^[A-Z]+ /\\S*$',
    description: 'Method and path template of the operation.',
  },
  category: name("The operation's category, where its path does not matter."),
  calls: steps('In place of an operation: the steps of each round of a loop.'),
  each: { enum: ['ad_account'], description: 'Once for each ad account of the user.' },
  share: share('With each: the share of ad accounts that have their round; 1 if absent.'),
  wait: part('durations', 'Time before the step.'),
  chance: share('Within calls: the chance that the step is taken; 1 if absent.'),
  weight: number('Within mix: how often it is drawn, beside the others; 1 if absent.', 0),
  times: part('counts', 'How many calls; 1 if absent.'),
  pages: mapping(
    'One call a page.',
    {
      items: part('counts', 'How many items there are.'),
      page_size: whole('How many items a page holds.', 1),
    },
    ['items', 'page_size'],
  ),
  batches: mapping(
    'One call a batch.',
    {
      items: part('counts', 'How many items there are.'),
      size: whole('How many items a call sends.', 1),
    },
    ['items', 'size'],
  ),
  poll: mapping(
    'Asks for a status again and again.',
    {
      every: duration('How often.'),
      up_to: duration('For how long at most.'),
      ready: part('durations', 'After how long the answer is there; never if absent.'),
    },
    ['every', 'up_to'],
  ),
  concurrency: whole('Calls, or rounds of a loop, in flight at most; 1 if absent.', 1, 10_000),
  pace: part('durations', 'Least time between the starts of two calls, or rounds.'),
  ...request,
});

/** The schema of a source. */
export const sourceSchema = mapping(
  'One kind of traffic of one population: a clock, and the calls that each firing sends.',
  {
    name: name('What it is called.'),
    population: name('Whose traffic it is, of those under populations.'),
    zone: text('IANA time zone of its curve, cron lines and holidays; the document’s if absent.'),
    growth: growth("How its rate grows, in place of the document's growth."),
    latency: part('durations', 'From a call until its answer; 200ms if absent.'),
    arrivals: mapping('Firings by chance or by measure.', arrivals, ['rate']),
    sessions: mapping(
      'Visits of a person, with time to think between steps.',
      { ...arrivals, think: part('durations', 'Time between two steps.') },
      ['rate', 'think'],
    ),
    jobs: mapping(
      'Firings by cron lines. Growth, launches, holidays and the weight of the user multiply them: a job fires as many whole times at each instant, and once more with a probability of what is left.',
      {
        cron: byType(
          'A cron line of five fields such as "0 2 * * *", or several. Where clocks go forward, a line of one minute and one hour that falls into the gap fires at its end; any other line skips what is left out. Where clocks go back, such a line fires in the first of the two passes alone, any other in both.',
          {
            string: { minLength: 1 },
            array: list('Cron lines.', text('A cron line of five fields.')),
          },
        ),
        zone: text("IANA time zone of the lines; the source's if absent."),
        jitter: duration('How late each user fires at most, at random; 0s if absent.'),
        share: share('Share of the firings that take place, user by user at random; 1 if absent.'),
        alike: {
          type: 'boolean',
          description:
            'true: every user fires alike, whatever its activity, as a nightly job does; false if absent.',
        },
      },
      ['cron'],
    ),
    calls: steps('What each firing sends, step by step.'),
    mix: steps('What each firing sends: steps drawn by their weights.'),
    draws: part('counts', 'Beside mix: how many steps are drawn; 1 if absent.'),
    ...request,
  },
  ['name', 'population'],
);
