import type { AlgorithmName } from '../model/rate-model.js';
import { fixedWindow } from './fixed-window.js';
import { fixedWindowAnchored } from './fixed-window-anchored.js';
import type { Algorithm } from './limiter.js';
import { slidingCounter } from './sliding-counter.js';
import { slidingLog } from './sliding-log.js';
import { tokenBucket } from './token-bucket.js';

/** Every window algorithm, by name. */
export const limiters: Readonly<Record<AlgorithmName, Algorithm>> = {
  'fixed-window': fixedWindow,
  'fixed-window-anchored': fixedWindowAnchored,
  'sliding-log': slidingLog,
  'sliding-counter': slidingCounter,
  'token-bucket': tokenBucket,
};
