import type { GrowthName } from '../../result/plan.js';
import type { Growth } from './growth.js';

/** Every way for a load to grow, by name. */
export const growths: Readonly<Record<GrowthName, Growth>> = {} as never;
