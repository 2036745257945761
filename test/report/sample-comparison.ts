import type { FitComparison } from '../../src/report/fit-html.js';
import { START } from './sample-result.js';

/** Two days recorded by the hour, and a profile that sends a little less by day. */
export function sampleComparison(change: Partial<FitComparison> = {}): FitComparison {
  const recorded = Array.from({ length: 48 }, (_, hour) => (hour % 24 < 8 ? 10 : 100));
  return {
    title: 'Agency, fitted',
    source: 'agency.csv',
    bucketMs: 3_600_000,
    start: START,
    recorded,
    refitted: recorded.map((count) => Math.floor(0.95 * count)),
    facts: [
      { label: 'Busiest hour', recorded: '100', refitted: '95', verdict: 'within chance' },
      { label: 'Users', recorded: '4', refitted: '4' },
    ],
    notes: ['Two days cannot tell a week’s curve.'],
    ...change,
  };
}
