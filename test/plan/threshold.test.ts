import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import { metricNames } from '../../src/plan/metrics.js';
import { OPERATORS, parseThreshold, satisfies, type Threshold } from '../../src/plan/threshold.js';

const names = { categories: ['org_read', 'org_write'], limits: ['universal', 'ads_write'] };

function parse(text: string): Threshold {
  return parseThreshold(text, names);
}

/** What a person is told of a threshold that cannot be read. */
function refusal(text: string): string {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof InputError) return error.message;
  }
  throw new Error(`${text} was read`);
}

describe('a threshold', () => {
  it.each([
    ['throttled==0', { metric: 'throttled', operator: '==', kind: 'count', bound: 0 }],
    ['dropped<=25', { metric: 'dropped', operator: '<=', kind: 'count', bound: 25 }],
    ['throttled<=0.1%', { metric: 'throttled', operator: '<=', kind: 'share', bound: 0.001 }],
    ['delayed<100%', { metric: 'delayed', operator: '<', kind: 'share', bound: 1 }],
    ['delay.p99<=2s', { metric: 'delay.p99', operator: '<=', kind: 'time', bound: 2_000_000 }],
    ['delay.p999<=1.5s', { metric: 'delay.p999', operator: '<=', kind: 'time', bound: 1_500_000 }],
    ['delay.max==0', { metric: 'delay.max', operator: '==', kind: 'time', bound: 0 }],
    ['delay.mean<250ms', { metric: 'delay.mean', operator: '<', kind: 'time', bound: 250_000 }],
    [
      'attempts/offered<=1.2',
      { metric: 'attempts/offered', operator: '<=', kind: 'ratio', bound: 1.2 },
    ],
    ['throttled>=1', { metric: 'throttled', operator: '>=', kind: 'count', bound: 1 }],
    ['throttled>1', { metric: 'throttled', operator: '>', kind: 'count', bound: 1 }],
  ])('is read: %s', (text, threshold) => {
    expect(parse(text)).toEqual({ text, ...threshold });
  });

  it.each([
    ['throttled{category=org_write}<=1%', { key: 'category', category: 'org_write' }],
    ['throttled{limit=universal}<=1%', { key: 'limit', limit: 'universal' }],
    ['throttled{user=worst}<=1%', { key: 'user', permille: 1000 }],
    ['throttled{user=p95}<=1%', { key: 'user', permille: 950 }],
    ['throttled{user=p99.9}<=1%', { key: 'user', permille: 999 }],
  ])('is read with what it narrows to: %s', (text, selector) => {
    expect(parse(text).selector).toEqual(selector);
  });

  it('may have spaces, which its text leaves out', () => {
    const { text, ...rest } = parse(' throttled { category = org_write } <= 1% ');
    expect(text).toBe('throttled{category=org_write}<=1%');
    expect(rest).toEqual(
      expect.objectContaining({ metric: 'throttled', operator: '<=', kind: 'share', bound: 0.01 }),
    );
  });

  it.each(metricNames)('may bound %s', (metric) => {
    const figure = metric.startsWith('delay.') ? '1s' : '1';
    expect(parse(`${metric}<=${figure}`).metric).toBe(metric);
  });

  it('names the nearest metric, category or limit', () => {
    expect(refusal('throtled==0')).toContain('no metric "throtled"; did you mean "throttled"?');
    expect(refusal('delay.p98<=1s')).toMatch(/did you mean "delay\.p9[059]"\?/);
    expect(refusal('throttled{category=org_writes}==0')).toContain('did you mean "org_write"?');
    expect(refusal('throttled{limit=univrsal}==0')).toContain('did you mean "universal"?');
  });

  it('names what there is where nothing is near', () => {
    expect(refusal('latency<=1s')).toContain(`expected one of ${metricNames.join(', ')}`);
    expect(refusal('throttled{category=pins}==0')).toContain('expected one of org_read, org_write');
  });

  it('quotes what was typed', () => {
    expect(refusal('throttled')).toContain("--threshold 'throttled': expected a metric");
  });

  it.each([
    ['throttled', 'expected a metric, an operator and a figure'],
    ['throttled=0', 'expected a metric, an operator and a figure'],
    ['throttled<=', 'found the figure "", expected a whole number, or a share'],
    ['throttled<=1.5', 'found the figure "1.5", expected a whole number, or a share'],
    ['throttled<=-1', 'expected a whole number, or a share'],
    ['throttled<=2s', 'expected a whole number, or a share'],
    ['delay.p99<=2', 'expected a duration such as 250ms'],
    ['delay.p99<=1%', 'expected a duration such as 250ms'],
    ['attempts/offered<=1.2%', 'expected a number such as 1.2'],
    ['throttled{user=best}==0', 'expected {user=worst} or a percentile such as {user=p95}'],
    ['throttled{user=p}==0', 'expected {user=worst} or a percentile such as {user=p95}'],
    ['throttled{app=x}==0', 'found {app=…}, expected category, limit or user'],
  ])('is refused with what was expected: %s', (text, message) => {
    expect(refusal(text)).toContain(message);
  });
});

describe('satisfies', () => {
  it.each(OPERATORS)('compares by %s', (operator) => {
    const holds = [1, 2, 3].map((value) =>
      satisfies(value, { ...parse('throttled==2'), operator }),
    );
    const expected = {
      '<=': [true, true, false],
      '>=': [false, true, true],
      '==': [false, true, false],
      '<': [true, false, false],
      '>': [false, false, true],
    }[operator];
    expect(holds).toEqual(expected);
  });

  it('compares shares exactly: n of 1,000 is n/10%, and no less', () => {
    for (let n = 0; n <= 1000; n++) {
      const percent = `${Math.floor(n / 10)}.${n % 10}%`;
      expect(satisfies(n / 1000, parse(`throttled<=${percent}`)), percent).toBe(true);
      expect(satisfies(n / 1000, parse(`throttled>=${percent}`)), percent).toBe(true);
      expect(satisfies((n + 1) / 1000, parse(`throttled<=${percent}`)), percent).toBe(false);
    }
  });
});
