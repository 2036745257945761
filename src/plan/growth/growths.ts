import type { GrowthName } from '../../result/plan.js';
import type { Growth } from './growth.js';
import { growRate } from './grow-rate.js';
import { growSpeed } from './grow-speed.js';
import { growUsers } from './grow-users.js';

/** Every way for a load to grow, by name. */
export const growths: Readonly<Record<GrowthName, Growth>> = {
  users: growUsers,
  rate: growRate,
  speed: growSpeed,
};
