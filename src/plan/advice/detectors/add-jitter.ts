import { DEFAULT_RETRY } from '../../../engine/client-spec.js';
import type { RetrySettings } from '../../../engine/client-retry.js';
import type { Detector } from '../detector.js';
import { numberOf, spanWords } from '../words.js';

/** A client whose retries come together, because their delays are not spread, and are refused again: full jitter. */
export const addJitter: Detector = {
  id: 'add-jitter',
  title: 'Spread retries with jitter',
  find: async (look) => {
    const { client, today, attempt } = look;
    const { throttled, responses429 } = today.totals;
    if (client.policy !== 'retry' || client.retry.jitter !== 'none') return [];
    if (responses429 === throttled) return [];
    const retry = withJitter(client.retry);
    return [
      {
        because: `The client's delays are not spread, so that requests refused together come back together: ${numberOf(throttled, 'request')} are refused at first, and ${numberOf(responses429 - throttled, 'retry', 'retries')} are refused again.`,
        change: jitterWords(client.retry, retry),
        after: await attempt({ client: { ...client, client: undefined, retry } }),
      },
    ];
  },
};

/** Jitter spreads over the backoff: one of 0 becomes the usual one. */
function withJitter(retry: RetrySettings): RetrySettings {
  const base = retry.base > 0 ? retry.base : DEFAULT_RETRY.base;
  return { ...retry, base, jitter: 'full' };
}

function jitterWords(today: RetrySettings, { base, factor, reset }: RetrySettings): string {
  const backoff =
    today.base > 0 ? '' : `Back off by ${spanWords(base)}, ${factor} times as long each time. `;
  const afterReset =
    reset === 'ignored'
      ? ''
      : ` After a reset, wait for a further time at random between 0 and ${spanWords(base)}.`;
  return `${backoff}Draw each delay at random between 0 and the backoff (full jitter).${afterReset}`;
}
