import type { Detector } from './detector.js';
import { addJitter } from './detectors/add-jitter.js';
import { batchConversions } from './detectors/batch-conversions.js';
import { bulkEndpoints } from './detectors/bulk-endpoints.js';
import { conversionToken } from './detectors/conversion-token.js';
import { honourReset } from './detectors/honour-reset.js';
import { pace } from './detectors/pace.js';
import { spreadBurst } from './detectors/spread-burst.js';

/**
 * Every detector. None of them games the provider's limits: nothing is moved to other apps, users or ad
 * accounts.
 */
export const detectors: readonly Detector[] = [
  spreadBurst,
  batchConversions,
  conversionToken,
  bulkEndpoints,
  honourReset,
  addJitter,
  pace,
];
