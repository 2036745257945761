import { expect, test } from 'vitest';
import { factsOf, fit, ofOneUser, profile, sourceOf, traceOf } from './fitting.js';

test('Poisson traffic is told as such, at its rate, and agrees with it', () => {
  const fitted = fit(traceOf(profile({ rate: '6/m' })));
  const { arrivals } = sourceOf(fitted);
  expect(arrivals!.process).toBeUndefined();
  expect(arrivals!.rate).toMatch(/^(5\.[89]|6\.[01])\d*\/m$/);
  expect(factsOf(fitted).process!.ks!.p).toBeGreaterThan(0.01);
  for (const { all } of factsOf(fitted).dispersion) {
    expect(all.recorded).toBeGreaterThan(0.6);
    expect(all.recorded).toBeLessThan(1.5);
  }
});

test('bursts are told as such, and the dispersion at the scales fitted is the recorded one within a quarter', () => {
  const truth = { bursts: { factor: 20, length: '20s', every: '4m' } };
  const fitted = fit(traceOf(profile({ rate: '30/m', process: truth }, { length: '12h' })));
  const { process, dispersion } = factsOf(fitted);
  expect(process!.process.kind).toBe('bursts');
  expect(process!.fittedAt).toEqual([1e6, 6e7]);
  const { length, every } = process!.process as { length: number; every: number };
  expect(length / 20e6).toBeGreaterThan(0.7);
  expect(length / 20e6).toBeLessThan(1.4);
  expect(every / 240e6).toBeGreaterThan(0.7);
  expect(every / 240e6).toBeLessThan(1.4);
  for (const { perUser } of dispersion.filter(({ scale }) => scale <= 6e7)) {
    expect(perUser.refitted! / perUser.recorded).toBeGreaterThan(0.75);
    expect(perUser.refitted! / perUser.recorded).toBeLessThan(1.33);
  }
});

test('log-normal gaps give their sigma back within a tenth', () => {
  const process = { log_normal: { sigma: 1.3 } };
  const fitted = fit(traceOf(profile({ rate: '6/m', process })));
  expect(factsOf(fitted).process!.process.kind).toBe('log_normal');
  const { sigma } = factsOf(fitted).process!.process as { sigma: number };
  expect(Math.abs(sigma - 1.3)).toBeLessThan(0.13);
  expect(factsOf(fitted).process!.ks!.p).toBeGreaterThan(0.01);
});

test('Pareto gaps give their tail back within a fifth', () => {
  const fitted = fit(traceOf(profile({ rate: '6/m', process: { pareto: { alpha: 2.5 } } })));
  expect(factsOf(fitted).process!.process.kind).toBe('pareto');
  const { alpha } = factsOf(fitted).process!.process as { alpha: number };
  expect(Math.abs(alpha - 2.5)).toBeLessThan(0.5);
});

test('equal gaps are told as such', () => {
  const fitted = fit(traceOf(profile({ rate: '6/m', process: 'constant' })));
  expect(sourceOf(fitted).arrivals!.process).toBe('constant');
});

test('too few requests to tell are taken as Poisson, and said to be', () => {
  const fitted = fit(traceOf(profile({ rate: '1/h' })));
  expect(sourceOf(fitted).arrivals!.process).toBeUndefined();
  expect(factsOf(fitted).words.join(' ')).toContain('Too few requests a user to tell');
});

test('two clusterings at once are more than any process can show, and the facts say so', () => {
  const quiet = traceOf(profile({ rate: '6/m' }, { populations: [{ name: 'people', users: 1 }] }));
  const rush = Array.from({ length: 1500 }, (_, i) => quiet.timestamp[0]! + 7.2e9 + i * 4e5);
  const times = Float64Array.from([...quiet.timestamp, ...rush]).sort();
  const { process, words } = factsOf(fit(ofOneUser(quiet, times)));
  expect(process!.ks!.p).toBeLessThan(0.05);
  expect(words.join(' ')).toContain('differ from it by more than chance');
  expect(words.join(' ')).toContain('more clustered than any of the processes tried');
});

test('users who are busy at the same times are said to be busy together', () => {
  const process = { bursts: { factor: 50, length: '1m', every: '20m' } };
  const populations = [{ name: 'people', users: 1 }];
  const burst = traceOf(profile({ rate: '30/m', process }, { populations }));
  const users = Array.from({ length: 5 }, (_, i) => ({ app: 0, name: `user-${i}` }));
  const together = {
    ...burst,
    user: burst.user.map((_, row) => row % 5),
    names: { ...burst.names, users },
  };
  const { words } = factsOf(fit(together));
  expect(words.join(' ')).toContain('Users are busy together');
  const apart = traceOf(
    profile({ rate: '6/m', process }, { populations: [{ name: 'people', users: 5 }] }),
  );
  expect(factsOf(fit(apart)).words.join(' ')).not.toContain('Users are busy together');
});
