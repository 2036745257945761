/**
 * A week of a small pin planner on the Pinterest API v5: one app, four users, no ads to speak of. The
 * app logs the rate limit category of each request itself, and epoch milliseconds.
 */
import { HOUR, MINUTE, SECOND, csv, isWeekend, range, week } from './requests.js';

const USERS = ['mia', 'noor', 'owen', 'pia'];

/** A user's requests of the named categories, a fraction of a second apart. */
function burst(user, start, draw, categories) {
  let at = start;
  return categories.map((category) => {
    at += draw.between(150, 900);
    return { at: Math.round(at), user, category };
  });
}

/** Pins go out by themselves at the full quarter hours that users chose: upload the picture, ask whether it is there, create the pin, read it back. */
function scheduledPins(day, draw) {
  return USERS.flatMap((user) =>
    range(draw.whole(5, isWeekend(day) ? 7 : 9)).flatMap(() => {
      const slot = day + 7 * HOUR + draw.whole(0, 56) * 15 * MINUTE;
      const polls = Array(draw.whole(1, 2)).fill('org_read');
      return burst(user, slot, draw, ['org_write', ...polls, 'org_write', 'org_read']);
    }),
  );
}

/** Users open the planner in the morning and after work: their account, boards and latest pins, now and then a new board or a mended pin. */
function planning(day, draw) {
  return USERS.flatMap((user) =>
    [draw.between(7, 10), draw.between(17, 22)].flatMap((hour) => {
      const reads = Array(draw.whole(4, 9)).fill('org_read');
      const writes = Array(draw.whole(0, 2)).fill('org_write');
      return burst(user, day + hour * HOUR, draw, [...reads, ...writes]);
    }),
  );
}

/** Every evening the app fetches the figures of each user's ten latest pins and what is in fashion, one user after another. */
function eveningFigures(day, draw) {
  return USERS.flatMap((user, index) => {
    const start = day + 22 * HOUR + index * MINUTE + draw.between(0, 5 * SECOND);
    const figures = Array(10).fill('org_analytics');
    return burst(user, start, draw, [...figures, 'trends_read', 'trends_read']);
  });
}

/** One user promotes a pin on some days: look at the campaign, change it, look at what it brought. */
function promotion(day, draw) {
  if (draw.whole(0, 1) === 0) return [];
  const start = day + draw.between(18, 20) * HOUR;
  return burst('noor', start, draw, ['ads_read', 'ads_read', 'ads_write', 'ads_analytics']);
}

/** The trace, as CSV text. */
export function indiePlannerWeek() {
  const rows = week('indie-planner-week', Date.UTC(2026, 3, 13), [
    scheduledPins,
    planning,
    eveningFigures,
    promotion,
  ]);
  return csv(
    ['timestamp', 'user', 'category'],
    rows.map((row) => ({ ...row, timestamp: row.at })),
  );
}
