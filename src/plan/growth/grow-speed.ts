import type { Growth } from './growth.js';

/** Time runs faster: a request t after the first comes at ⌊t / factor⌋. */
export const growSpeed: Growth = {
  name: 'speed',
  grow(columns, factor) {
    const { timestamp, category, flags, app, user, adAccount, cost, length, names } = columns;
    const start = timestamp[0] ?? 0;
    const faster = new Float64Array(length);
    for (let seq = 0; seq < length; seq++) {
      faster[seq] = start + Math.floor((timestamp[seq]! - start) / factor);
    }
    return {
      length,
      timestamp: faster,
      category,
      flags,
      app,
      user,
      adAccount,
      ...(cost === undefined ? {} : { cost }),
      names,
    };
  },
};
