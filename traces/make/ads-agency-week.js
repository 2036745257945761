/**
 * A week of a small ads agency on the Pinterest API v5: one app; three services (`sync`, `catalog`,
 * `events`) and five people, each with a token of their own; twelve ad accounts.
 */
import {
  DAY,
  HOUR,
  MINUTE,
  SECOND,
  caller,
  csv,
  date,
  isWeekend,
  range,
  week,
} from './requests.js';

const ACCOUNTS = range(12).map((index) => `/ad_accounts/5497558${60175 + 2311 * index}`);
const PEOPLE = ['ana', 'ben', 'chidi', 'dora', 'eva'];

/**
 * The job that fills the agency's own dashboards from 02:00: it reads every ad account, asks for
 * yesterday's figures and two reports each as fast as answers come, and polls until they are ready.
 */
function nightlySync(day, draw) {
  const sync = caller('sync', day + 2 * HOUR + draw.between(0, 4 * SECOND), draw, [60, 240]);
  const dates = `start_date=${date(day - DAY)}&end_date=${date(day - DAY)}`;
  sync.call('GET', '/ad_accounts?page_size=100');
  for (const account of ACCOUNTS) {
    for (const entity of ['campaigns', 'ad_groups', 'ads']) {
      sync.call('GET', `${account}/${entity}?page_size=250`);
    }
    sync.call('GET', `${account}/analytics?${dates}`);
    for (const entity of ['campaigns', 'ad_groups', 'ads', 'ads']) {
      sync.call('GET', `${account}/${entity}/analytics`);
      if (draw.whole(0, 2) > 0) sync.call('GET', `${account}/${entity}/targeting_analytics`);
    }
  }
  let pending = ACCOUNTS.flatMap((account) => [account, account]).map((account) => {
    sync.call('POST', `${account}/reports`);
    return { account, token: draw.id('r'), polls: draw.whole(2, 6) };
  });
  for (let poll = 1; pending.length > 0; poll += 1) {
    sync.wait(8 * SECOND, 10 * SECOND);
    for (const { account, token } of pending) sync.call('GET', `${account}/reports?token=${token}`);
    pending = pending.filter(({ polls }) => polls > poll);
  }
  return sync.rows;
}

/**
 * The second part of the night, from 02:30: the figures of each published pin, paced by the job
 * itself at one request every 1.1 seconds, just under 60 a minute.
 */
function nightlyPinFigures(day, draw) {
  const sync = caller('sync', day + 2.5 * HOUR, draw, [1050, 1150]);
  sync.call('GET', '/user_account/analytics');
  sync.call('GET', '/user_account/analytics/top_pins?sort_by=SAVE');
  for (const pin of range(112)) sync.call('GET', `/pins/8137442${20400 + 37 * pin}/analytics`);
  return sync.rows;
}

/** The shops' product feeds, every four hours: what the last ingestion made of them, then the changed items in batches. */
function catalogSync(day, draw) {
  return [0, 4, 8, 12, 16, 20].flatMap((hour) => {
    const catalog = caller('catalog', day + hour * HOUR + draw.between(0, 3 * SECOND), draw);
    catalog.call('GET', '/catalogs/feeds?page_size=25');
    for (const feed of ['29650', '29711', '30482']) {
      catalog.call('GET', `/catalogs/feeds/${feed}/processing_results`);
      catalog.call('GET', `/catalogs/processing_results/${draw.id('71')}/item_issues`);
      for (let batch = draw.whole(1, isWeekend(day) ? 2 : 6); batch > 0; batch -= 1) {
        const id = draw.id('5959');
        catalog.call('POST', '/catalogs/items/batch');
        for (let poll = draw.whole(1, 3); poll > 0; poll -= 1) {
          catalog.wait(2 * SECOND, 4 * SECOND);
          catalog.call('GET', `/catalogs/items/batch/${id}`);
        }
      }
      if (hour === 4) catalog.call('POST', `/catalogs/feeds/${feed}/ingest`);
    }
    return catalog.rows;
  });
}

/** How many of 100 purchases fall in each hour of the day: most in the evening. */
const SHOPPING = [2, 1, 1, 1, 1, 1, 2, 3, 4, 4, 5, 5, 6, 5, 5, 4, 5, 6, 7, 8, 9, 7, 5, 3];
const SHOPPING_HOURS = SHOPPING.flatMap((weight, hour) => Array(weight).fill(hour));

/** Purchases of the shops' customers, sent as they happen; two accounts of three have a conversion token by now. */
function purchases(day, draw) {
  return range(draw.whole(290, 320)).flatMap(() => {
    const at = day + draw.pick(SHOPPING_HOURS) * HOUR + draw.between(0, HOUR - SECOND);
    const index = draw.whole(0, ACCOUNTS.length - 1);
    const events = caller('events', at, draw);
    const token = index % 3 === 0 ? 'oauth' : 'conversion';
    events.call('POST', `${ACCOUNTS[index]}/events`, { token });
    return events.rows;
  });
}

/** A check of the conversion pipeline each hour: one event marked as a test, with either token in turn. */
function conversionChecks(day, draw) {
  return range(24).flatMap((hour) => {
    const events = caller('events', day + hour * HOUR + draw.between(5, 9) * MINUTE, draw);
    const token = hour % 2 === 0 ? 'conversion' : 'oauth';
    if (hour % 3 === 0) events.call('POST', `${ACCOUNTS[1]}/events?test=true`, { token });
    else events.call('POST', `${ACCOUNTS[1]}/events`, { token, is_test: 'true' });
    return events.rows;
  });
}

/** The bid tool, three times on a working day: reads the auction items, submits those whose bid changes. */
function bidAdjustments(day, draw) {
  if (isWeekend(day)) return [];
  return [9, 13, 17].flatMap((hour) => {
    const bids = caller('dora', day + hour * HOUR + draw.between(20, 40) * MINUTE, draw);
    for (let batch = draw.whole(5, 9); batch > 0; batch -= 1) {
      bids.call('POST', '/advanced_auction/items/get');
      if (draw.whole(0, 1) === 1) bids.call('POST', '/advanced_auction/items/submit');
    }
    return bids.rows;
  });
}

/** What a person does in one sitting: each is a page of the agency's tool, and the requests behind it. */
const SITTINGS = {
  review(person, account, draw) {
    person.call('GET', account);
    person.call('GET', `${account}/campaigns?entity_statuses=ACTIVE`);
    for (let page = draw.whole(2, 5); page > 0; page -= 1) {
      person.wait(5 * SECOND, 90 * SECOND);
      person.call('GET', `${account}/campaigns/analytics?granularity=DAY`);
      person.call('GET', `${account}/ads/analytics?granularity=DAY`);
    }
  },
  edit(person, account, draw) {
    person.call('GET', `${account}/campaigns/${draw.id('6267355')}`);
    person.call('GET', `${account}/ad_groups?page_size=25`);
    for (let change = draw.whole(2, 5); change > 0; change -= 1) {
      person.wait(10 * SECOND, 120 * SECOND);
      person.call('POST', `${account}/ad_groups/audience_sizing`);
      person.call('PATCH', `${account}/${draw.pick(['campaigns', 'ad_groups', 'ads'])}`);
      if (draw.whole(0, 2) === 0) person.call('POST', `${account}/ads`);
    }
  },
  publish(person, _account, draw) {
    const board = draw.id('5497557');
    person.call('GET', '/boards?page_size=50');
    person.call('GET', `/boards/${board}/pins`);
    for (let pin = draw.whole(2, 5); pin > 0; pin -= 1) {
      person.wait(20 * SECOND, 90 * SECOND);
      person.call('POST', '/media');
      person.call('GET', `/media/${draw.id('51259')}`);
      person.call('POST', '/pins');
    }
  },
  research(person, _account, draw) {
    person.call('GET', '/trends/topics/featured');
    for (let look = draw.whole(2, 4); look > 0; look -= 1) {
      person.wait(5 * SECOND, 60 * SECOND);
      person.call(
        'GET',
        `/trends/keywords/GB/top/${draw.pick(['growing', 'monthly', 'seasonal'])}`,
      );
      person.call('GET', `/terms/related?terms=${draw.pick(['lamps', 'rugs', 'sofas', 'vases'])}`);
    }
  },
};

/** The day's work: sittings from 08:00 to 18:00, few over lunch, each person on their own accounts; one person for an hour or two at weekends. */
function officeHours(day, draw) {
  const hours = isWeekend(day)
    ? [10, 11]
    : [8, 9, 9, 10, 10, 11, 11, 12, 14, 14, 15, 15, 16, 16, 17];
  const present = isWeekend(day) ? [draw.pick(PEOPLE)] : PEOPLE;
  return present.flatMap((user) =>
    range(isWeekend(day) ? 2 : draw.whole(10, 14)).flatMap(() => {
      const start = day + draw.pick(hours) * HOUR + draw.between(0, 50 * MINUTE);
      const account = ACCOUNTS[PEOPLE.indexOf(user) * 2 + draw.whole(0, 3)];
      const person = caller(user, start, draw);
      const sitting = draw.pick([
        'review',
        'review',
        'review',
        'edit',
        'edit',
        'publish',
        'research',
      ]);
      SITTINGS[sitting](person, account, draw);
      return person.rows;
    }),
  );
}

/** The trace, as CSV text. */
export function adsAgencyWeek() {
  const rows = week('ads-agency-week', Date.UTC(2026, 2, 2), [
    nightlySync,
    nightlyPinFigures,
    catalogSync,
    purchases,
    conversionChecks,
    bidAdjustments,
    officeHours,
  ]);
  return csv(
    ['timestamp', 'method', 'path', 'app', 'user', 'token', 'is_test'],
    rows.map((row) => ({ ...row, timestamp: new Date(row.at).toISOString(), app: 'adhub' })),
  );
}
