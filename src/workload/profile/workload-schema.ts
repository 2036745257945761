import {
  byType,
  countDistributions,
  date,
  distributions,
  duration,
  growth,
  list,
  mapping,
  name,
  number,
  text,
  whole,
} from './schema-parts.js';
import { curveSchema, sourceSchema, stepSchema } from './source-schema.js';

const count = (description: string) => whole(description, 0);
const countKinds = { ...distributions(count), ...countDistributions };

const population = mapping(
  'Users who are alike.',
  {
    name: name('What they are called; the third user of "shops" is "shops-3".'),
    app: name('Their app, of those under apps; the first if absent.'),
    users: whole('How many there are.', 1, 10_000_000),
    activity: byType(
      'How unequal they are: equal (the default), or one of the keys. It gives each user a weight, 1 on average, that multiplies its rates and how often its jobs fire; where every job runs once for every user, keep to equal.',
      {
        string: { enum: ['equal'] },
        object: mapping('One law.', {
          zipf: number(
            'The k-th user sends in proportion to k to the minus this power. The average weight is 1 exactly: one more user, the lightest, makes all others a little heavier, and their draws stay the same, closer together.',
            0,
            10,
          ),
          log_normal: number(
            "Deviation of the natural logarithm of a user's weight. Each user draws its own, whoever the others are.",
            0,
            10,
          ),
        }),
      },
    ),
    ad_accounts: byType('How many ad accounts each user has; none if absent.', {
      integer: { minimum: 0, maximum: 1e6 },
      object: mapping('A distribution, or accounts that all share.', {
        shared: whole('All users share this many ad accounts.', 1, 1e6),
        ...countKinds,
      }),
    }),
  },
  ['name', 'users'],
);

const affected = list('The sources that change; all if absent.', name('A source.'));

/** JSON Schema (draft-07) of a workload document; published as `traces/workload.schema.json`. */
export const workloadSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'quotasim workload',
  ...mapping(
    'Who sends which requests to an API, and when: a profile to make traces from.',
    {
      format: { const: 'quotasim/workload', description: 'What this document is.' },
      version: { const: 1, description: 'Version of the document format.' },
      name: name("The workload's short name."),
      title: text('The name that reports show.'),
      start: date('Local date of the first day.'),
      length: duration('How long it lasts, such as 7d.'),
      zone: text('IANA time zone such as Europe/Berlin; UTC if absent.'),
      growth: growth(
        'How the rates of all sources grow, those of arrivals and sessions as how often jobs fire; not at all if absent.',
      ),
      apps: list('Apps that call the API; one called "default" if absent.', name('An app.')),
      curves: {
        type: 'object',
        description: 'Weekly curves by name; flat, office and evening are there already.',
        propertyNames: name('The name that sources use.'),
        additionalProperties: curveSchema,
      },
      scale: number(
        'Multiplies the users of every population, rounded, and the ad accounts that they share; 1 if absent.',
        0.001,
        1e6,
      ),
      populations: list('Who sends.', population),
      sources: list('What is sent.', sourceSchema),
      launches: list(
        'Spikes.',
        mapping(
          'One spike.',
          {
            name: text('What it is called.'),
            at: {
              type: 'string',
              title: 'a local time such as 2026-03-04T18:00',
              pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?$',
              description: "When it begins, in the document's zone.",
            },
            factor: number('By what rates, and how often jobs fire, are multiplied.', 0, 1e6),
            length: duration('How long they are.'),
            fade: duration('In what time they fall back after that; at once if absent.'),
            sources: affected,
          },
          ['name', 'at', 'factor', 'length'],
        ),
      ),
      holidays: list(
        'Days that differ.',
        mapping(
          'One or more days.',
          {
            name: text('What they are called.'),
            date: date('The day.'),
            from: date('Of several days, the first.'),
            to: date('Of several days, the last.'),
            factor: number('By what rates, and how often jobs fire, are multiplied.', 0, 1e6),
            sources: affected,
          },
          ['name', 'factor'],
        ),
      ),
    },
    ['format', 'version', 'name', 'title', 'start', 'length', 'populations', 'sources'],
  ),
  definitions: {
    counts: byType('A whole number, or one distribution of whole numbers.', {
      integer: { minimum: 0, maximum: 1e9 },
      object: mapping('One distribution.', countKinds),
    }),
    durations: byType('A duration, or one distribution of durations.', {
      string: duration('A duration.'),
      object: mapping('One distribution.', distributions(duration)),
    }),
    step: stepSchema,
  },
};
