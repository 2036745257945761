import { describe, expect, test } from 'vitest';
import { formatTimestamp, HOUR, MINUTE, SECOND } from '../../../src/time.js';
import { at, quirksOf, rowAt, rowsOf, times } from './made-rows.js';

const isHoleOf = (from: string, to: string) => (time: number) =>
  time >= at(`2026-03-02T${from}`) && time < at(`2026-03-02T${to}`);

describe('gaps', () => {
  test.each([
    ['a hole in two dense hours', '02:00:00', 2 * SECOND, isHoleOf('00:40:00', '01:10:00')],
    ['a hole in a dense day', '23:59:59', 5 * SECOND, isHoleOf('09:00:00', '09:20:00')],
  ])('%s is one', async (_name, end, step, hole) => {
    const dense = times('2026-03-02T00:00:00', `2026-03-02T${end}`, step, hole);
    const [gap, ...rest] = await quirksOf(rowsOf(dense));
    expect(rest).toEqual([]);
    expect(gap).toMatchObject({ name: 'gaps', count: 1 });
    expect(gap!.message).toMatch(/a hole in the log, a pause, or the clock went forward\.$/);
  });

  test('are told where the clock goes forward', async () => {
    const dense = times('2026-03-02T00:00:00', '2026-03-02T02:00:00', 5 * SECOND);
    const forward = dense.map((time, i) => (i < 700 ? time : time + 3 * HOUR));
    const [gap, ...rest] = await quirksOf(rowsOf(forward));
    expect(rest).toEqual([]);
    expect(gap).toMatchObject({ name: 'gaps', count: 1, at: formatTimestamp(dense[699]!) });
  });

  test('are none between bursts, of which a trace is made', async () => {
    const isPause = (time: number) => (time / MINUTE) % 60 >= 10;
    const bursts = times('2026-03-02T00:00:00', '2026-03-02T05:00:00', 5 * SECOND, isPause);
    expect(await quirksOf(rowsOf(bursts))).toEqual([]);
  });

  const isHole = (from: string, to: string) => (time: number) => time >= at(from) && time < at(to);

  test('are compared with the same hours of other days', async () => {
    const hole = isHole('2026-03-04T10:00:00', '2026-03-04T12:00:00');
    const week = times('2026-03-02T00:00:00', '2026-03-09T00:00:00', 5 * MINUTE, hole);
    const [gap, ...rest] = await quirksOf(rowsOf(week));
    expect(rest).toEqual([]);
    expect(gap).toMatchObject({ name: 'gaps', count: 1 });
    expect(gap!.at).toMatch(/^2026-03-04T09:5/);
    expect(gap!.sizeMs).toBeGreaterThan(115 * 60_000);
    expect(gap!.message).toContain('5 times the longest pause of other days in the same hours');
  });

  test('are none at night or at the weekend, if they come round', async () => {
    const isOff = (time: number) => {
      const day = new Date(time / 1000);
      return [0, 6].includes(day.getUTCDay()) || day.getUTCHours() < 8 || day.getUTCHours() >= 18;
    };
    const office = times('2026-03-02T00:00:00', '2026-03-13T00:00:00', 5 * MINUTE, isOff);
    expect(await quirksOf(rowsOf(office))).toEqual([]);
    const whole = isHole('2026-03-04T00:00:00', '2026-03-05T00:00:00');
    const missing = office.filter((time) => !whole(time));
    expect(await quirksOf(rowsOf(missing))).toMatchObject([{ name: 'gaps', count: 1 }]);
  });

  test('of a trace of few days are compared with its other gaps', async () => {
    const hole = isHole('2026-03-02T10:00:00', '2026-03-02T11:30:00');
    const morning = times('2026-03-02T08:00:00', '2026-03-02T14:00:00', 4 * MINUTE, hole);
    const [gap] = await quirksOf(rowsOf(morning));
    expect(gap).toMatchObject({ name: 'gaps', count: 1 });
    expect(gap!.message).toContain('10 times the sixth longest');
  });
});

test('one row far from all others costs no time, and hides nothing of the others', async () => {
  expect(await quirksOf([rowAt(0), rowAt(at('2026-01-05T00:00:00'))])).toEqual([]);
  const farthest = ['1700-01-01', '2250-01-01'].map((day) => rowAt(at(`${day}T00:00:00`)));
  expect(await quirksOf(farthest)).toEqual([]);
  const isHole = (time: number) =>
    time >= at('2026-03-04T10:00:00') && time < at('2026-03-04T12:00:00');
  const week = times('2026-03-02T00:00:00', '2026-03-09T00:00:00', 5 * MINUTE, isHole);
  const [far, gap, ...rest] = await quirksOf(rowsOf([0, ...week]));
  expect(rest).toEqual([]);
  expect(far).toMatchObject({ name: 'outlying-rows', count: 1, at: '1970-01-01T00:00:00.000000Z' });
  expect(far!.message).toMatch(
    /^1 row lies 56 years before all others, at 1970-01-01 00:00:00; the others run from 2026-03-02 00:0/,
  );
  expect(gap).toMatchObject({ name: 'gaps', count: 1 });
  expect(gap!.at).toMatch(/^2026-03-04T09:5/);
});

test('a row far ahead in the midst is an outlying one, and no jump of the clock', async () => {
  const all = times('2026-03-02T00:00:00', '2026-03-02T02:00:00', 10 * SECOND);
  const ahead = all.map((time, i) => (i === 300 ? time + 3650 * 24 * HOUR : time));
  const quirks = await quirksOf(rowsOf(ahead));
  expect(quirks.map(({ name }) => name)).toEqual(['out-of-order', 'outlying-rows']);
  expect(quirks[1]!.message).toMatch(/^1 row lies 10 years after all others, at 2036-02-28 00:5/);
});

test('two halves that are years apart are a gap', async () => {
  const all = times('2026-03-02T00:00:00', '2026-03-02T02:00:00', 10 * SECOND);
  const halves = all.map((time, i) => (i < 300 ? time : time + 20_000 * 24 * HOUR));
  expect(await quirksOf(rowsOf(halves))).toMatchObject([{ name: 'gaps', count: 1 }]);
});
