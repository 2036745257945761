import { expect, test } from 'vitest';
import { scenarioLabels } from '../../src/report/scenario-label.js';
import { sampleScenario } from './sample-result.js';

test('a scenario is called by its tier', () => {
  expect(scenarioLabels([sampleScenario(), sampleScenario({ tier: 'standard' })])).toEqual([
    'trial',
    'standard',
  ]);
});

test('and by its client where clients differ: by name, else by policy', () => {
  const policies = [
    { name: 'drop' },
    { name: 'retry', client: 'exponential' },
    { name: 'retry', client: 'airbyte' },
  ];
  const scenarios = policies.map((policy) => sampleScenario({ policy }));
  expect(scenarioLabels(scenarios)).toEqual([
    'trial (drop)',
    'trial (exponential)',
    'trial (airbyte)',
  ]);
});

test('and by whatever else tells it apart', () => {
  const scenarios = [sampleScenario(), sampleScenario({ denied: 'charged' })];
  expect(scenarioLabels(scenarios)).toEqual(['trial (denied free)', 'trial (denied charged)']);
});
