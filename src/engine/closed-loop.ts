import type { Concurrency, Send } from './client.js';
import type { Run } from './run.js';

/**
 * Lets each user have at most so many requests in flight: the next is sent at its timestamp or when one is
 * done, whichever is later. A request is done `latency` after its admission, or when it is dropped.
 */
export function closeLoop(run: Run, { limit, latency }: Concurrency, send: Send): Send {
  const { user } = run.columns;
  const inFlight = new Uint32Array(run.users);
  const queues: { readonly seqs: number[]; next: number }[] = Array.from(inFlight, () => ({
    seqs: [],
    next: 0,
  }));
  const sendAt = run.onEvent(send);
  const release = run.onEvent((seq, t) => {
    const who = user[seq]!;
    const queue = queues[who]!;
    if (queue.next === queue.seqs.length) inFlight[who]!--;
    else sendAt(t, queue.seqs[queue.next++]!, 0);
  });
  run.onDone((seq, t) => {
    release(run.isDropped(seq) ? t : t + latency, seq, 0);
  });
  return (seq, t) => {
    const who = user[seq]!;
    if (inFlight[who]! < limit) {
      inFlight[who]!++;
      send(seq, t);
    } else {
      queues[who]!.seqs.push(seq);
    }
  };
}
