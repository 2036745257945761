import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FLAG_CONVERSION, FLAG_TEST } from '../../src/trace/columns.js';
import { columnsOf, modelOf, randomScenario } from './random-trace.js';

it('says in columns what the trace says in objects', () => {
  fc.assert(
    fc.property(randomScenario(), (scenario) => {
      const columns = columnsOf(scenario.requests, modelOf(scenario));
      const { apps, users, adAccounts, categories } = columns.names;
      const read = scenario.requests.map((_, seq) => {
        const user = users[columns.user[seq]!]!;
        const adAccount = adAccounts[columns.adAccount[seq]!]!;
        const flags = columns.flags[seq]!;
        expect([apps[user.app], apps[adAccount.app]]).toEqual(
          Array(2).fill(apps[columns.app[seq]!]),
        );
        return {
          timestamp: columns.timestamp[seq],
          app: apps[columns.app[seq]!],
          user: user.name,
          adAccount: adAccount.name,
          category: categories[columns.category[seq]!],
          token: (flags & FLAG_CONVERSION) === 0 ? 'oauth' : 'conversion',
          isTest: (flags & FLAG_TEST) !== 0,
          cost: columns.cost![seq],
        };
      });
      expect(columns.length).toBe(scenario.requests.length);
      expect(read).toEqual(scenario.requests);
    }),
    { seed: 1, numRuns: 50 },
  );
});
