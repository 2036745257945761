import { describe, expect, test } from 'vitest';
import { formatLocation, InputError, InvariantError } from '../src/errors.js';

describe('the place of a problem', () => {
  test.each([
    ['a file', { file: 'a.csv' }, 'a.csv'],
    ['a line', { file: 'a.csv', line: 7 }, 'a.csv:7'],
    ['a JSON pointer', { file: 'a.json', pointer: '/tiers/0' }, 'a.json#/tiers/0'],
    ['a line and a pointer', { file: 'a.yaml', line: 7, pointer: '/x' }, 'a.yaml:7 (/x)'],
    ['the whole of a document', { file: 'a.yaml', line: 1, pointer: '' }, 'a.yaml:1'],
  ])('is shown as %s', (_, location, shown) => {
    expect(formatLocation(location)).toBe(shown);
  });
});

describe('an input error', () => {
  test('says where, what, and what to do', () => {
    const error = new InputError('found "x"', {
      location: { file: 'a.csv', line: 7 },
      advice: 'Leave it out.',
    });
    expect(error.message).toBe('a.csv:7: found "x"\nLeave it out.');
    expect(error.problems).toEqual([
      { message: 'found "x"', location: { file: 'a.csv', line: 7 } },
    ]);
  });

  test('of five problems shows all five', () => {
    const problems = ['a', 'b', 'c', 'd', 'e'].map((message) => ({ message }));
    expect(new InputError(problems).message).toBe('a\nb\nc\nd\ne');
  });

  test('of more shows the first five and counts the rest, those not handed over too', () => {
    const problems = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((message) => ({ message }));
    const { message } = new InputError(problems, { more: 1000, advice: 'Mend them.' });
    expect(message).toBe('a\nb\nc\nd\ne\n… and 1002 more\nMend them.');
  });
});

test('a broken promise of the program is told apart from bad input', () => {
  expect(new InvariantError('lost a request')).not.toBeInstanceOf(InputError);
});
