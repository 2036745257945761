import type { Detector } from '../detector.js';
import { delayWords, numberOf } from '../words.js';

/** A client that retries without looking at the reset, so that retries are refused too: let it wait for the reset. */
export const honourReset: Detector = {
  id: 'honour-reset',
  title: 'Wait for the reset before a retry',
  find: async (look) => {
    const { client, today, attempt } = look;
    const { throttled, responses429 } = today.totals;
    if (client.policy !== 'retry' || client.retry.reset !== 'ignored') return [];
    if (responses429 === throttled) return [];
    const after = await attempt({
      client: { ...client, client: undefined, retry: { ...client.retry, reset: 'header' } },
    });
    return [
      {
        because: `The client retries without looking at the reset: ${numberOf(throttled, 'request')} are refused at first, and ${numberOf(responses429 - throttled, 'retry', 'retries')} are refused again.`,
        change: `After an answer 429, retry no earlier than the reset that it names in whole seconds (x-ratelimit-reset). ${delayWords(after)}`,
        after,
      },
    ];
  },
};
