import { draftIetf06 } from './draft-ietf-06.js';
import { draftIetf07 } from './draft-ietf-07.js';
import { draftIetf08 } from './draft-ietf-08.js';
import { draftPolli03 } from './draft-polli-03.js';
import { github } from './github.js';
import { isFault, type HeaderFault } from './header-fault.js';
import { headerReader, type HeaderFields, type HeaderStyle, type RateLimit } from './rate-limit.js';

/** Every generation of rate limit headers, by name. The only list. */
export const headerStyles = {
  'draft-03': draftPolli03,
  'draft-06': draftIetf06,
  'draft-07': draftIetf07,
  'draft-08': draftIetf08,
  github,
} as const satisfies Record<string, HeaderStyle>;

export type HeaderStyleName = keyof typeof headerStyles;

/**
 * Reads the rate limit headers of an answer, of whichever generation: the newest whose headers are there. Within
 * `X-RateLimit-*`, the size of the reset tells seconds to go from an instant.
 * @returns undefined where there are none; a fault where they cannot be read.
 */
export function readRateLimit(fields: HeaderFields): RateLimit | HeaderFault | undefined {
  const state = headerReader(fields)('ratelimit');
  if (state !== undefined) {
    return (/^\s*[a-z-]+\s*=/.test(state) ? draftIetf07 : draftIetf08).parse(fields);
  }
  const numbers = draftIetf06.parse(fields) ?? github.parse(fields);
  if (numbers !== undefined) return numbers;
  const policies = draftIetf08.parse(fields);
  return isFault(policies) ? draftIetf07.parse(fields) : policies;
}
