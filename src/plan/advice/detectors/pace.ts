import type { Detector } from '../detector.js';
import { countWords, delayWords, numberOf, throttlingWords } from '../words.js';

/** The share of each limit at which the client paces itself, as the client `paced` does. */
export const PACE_SHARE = 0.95;

/** A client that sends without holding back, and is refused: a token bucket of its own for every limit. */
export const pace: Detector = {
  id: 'pace',
  title: `Pace the client at ${PACE_SHARE * 100}% of each limit`,
  find: async (look) => {
    const { client, today, attempt } = look;
    const { throttled, offered } = today.totals;
    if (client.pacing !== undefined || throttled === 0) return [];
    const after = await attempt({
      client: { ...client, client: undefined, pacing: { kind: 'share', share: PACE_SHARE } },
    });
    return [
      {
        because: `The client does not hold itself back, and ${countWords(throttled)} of ${numberOf(offered, 'request')} are refused at first: ${throttlingWords(look)}.`,
        change: `Before each request, wait for room in a token bucket for each limit that fills at ${PACE_SHARE * 100}% of the limit and lets no burst through. ${delayWords(after)}`,
        after,
      },
    ];
  },
};
