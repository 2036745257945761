/** So many times share a bucket on average. */
const TIMES_A_BUCKET = 4;
/** Up to so many in a bucket, inserting is faster than a general sort. */
const FEW = 32;

/**
 * The order that sorts times stably; undefined if they never fall. Times are spread over buckets of equal
 * length, and sorted in each (Knuth, "The Art of Computer Programming", vol. 3, section 5.2.1, multiple
 * list insertion).
 * @param times only the first `length` are looked at.
 */
export function timeOrder(times: Float64Array, length: number): Uint32Array | undefined {
  let least = Infinity;
  let most = -Infinity;
  let falls = false;
  for (let i = 0; i < length; i++) {
    const time = times[i]!;
    if (time < most) falls = true;
    else most = time;
    if (time < least) least = time;
  }
  if (!falls) return undefined;

  const buckets = Math.ceil(length / TIMES_A_BUCKET);
  const scale = buckets / (most - least + 1);
  const bucketOf = (time: number): number =>
    Math.min(buckets - 1, Math.floor((time - least) * scale));
  const ends = new Uint32Array(buckets + 1);
  for (let i = 0; i < length; i++) ends[bucketOf(times[i]!) + 1]!++;
  for (let bucket = 0; bucket < buckets; bucket++) ends[bucket + 1]! += ends[bucket]!;
  const order = new Uint32Array(length);
  for (let i = 0; i < length; i++) order[ends[bucketOf(times[i]!)]!++] = i;

  let begin = 0;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const end = ends[bucket]!;
    if (end - begin > FEW) {
      order.subarray(begin, end).sort((a, b) => times[a]! - times[b]! || a - b);
    } else insertInOrder(order, begin, end, times);
    begin = end;
  }
  return order;
}

/** Sorts the part [begin, end) of an order by its times, equals as they stand. */
function insertInOrder(order: Uint32Array, begin: number, end: number, times: Float64Array): void {
  for (let at = begin + 1; at < end; at++) {
    const index = order[at]!;
    const time = times[index]!;
    let place = at;
    while (place > begin && times[order[place - 1]!]! > time) {
      order[place] = order[place - 1]!;
      place--;
    }
    order[place] = index;
  }
}
