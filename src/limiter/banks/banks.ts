import type { AlgorithmName } from '../../model/rate-model.js';
import type { BankMaker } from './bank.js';
import { slidingCounterBank } from './sliding-counter-bank.js';
import { slidingLogBank } from './sliding-log-bank.js';
import { tokenBucketBank } from './token-bucket-bank.js';
import { fixedWindowAnchoredBank, fixedWindowBank } from './window-bank.js';

/** The bank of each algorithm. */
export const banks: Readonly<Record<AlgorithmName, BankMaker>> = {
  'fixed-window': fixedWindowBank,
  'fixed-window-anchored': fixedWindowAnchoredBank,
  'sliding-log': slidingLogBank,
  'sliding-counter': slidingCounterBank,
  'token-bucket': tokenBucketBank,
};
