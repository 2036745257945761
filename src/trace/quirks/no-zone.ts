import { DAY, formatTimestamp, HOUR } from '../../time.js';
import type { Columns } from '../columns.js';
import type { QuirkDetector } from './quirk.js';
import { counted } from './words.js';

/** Times that name no zone, and were read as UTC. */
export const noZone: QuirkDetector = ({ columns, unzoned = 0, unselected }) => {
  if (unzoned === 0) return undefined;
  const isMixed = unzoned < columns.length && unselected === 0;
  return {
    name: 'no-zone',
    count: unzoned,
    at: formatTimestamp(columns.timestamp[0]!),
    message:
      `${counted(unzoned, 'time')} ${unzoned === 1 ? 'names' : 'name'} no zone and ${unzoned === 1 ? 'was' : 'were'} ` +
      `read as UTC${isMixed ? ', while the others name one' : ''}. If they are local, hourly and daily windows begin ` +
      `at the wrong time: write the offset with them.${quietWords(columns)}`,
  };
};

/** So many hours of a night are looked for. */
const NIGHT = 6;
/** A night has at most this share of what its hours would have if all hours were alike. */
const QUIET = 0.2;

function quietWords({ timestamp, length }: Columns): string {
  if (timestamp[length - 1]! - timestamp[0]! < 2 * DAY) return '';
  const byHour = new Array<number>(24).fill(0);
  for (const time of timestamp.subarray(0, length))
    byHour[Math.floor((((time % DAY) + DAY) % DAY) / HOUR)]!++;
  const starts = byHour.map((_, hour) => {
    const night = Array.from({ length: NIGHT }, (_, i) => byHour[(hour + i) % 24]!);
    return { hour, requests: night.reduce((sum, requests) => sum + requests, 0) };
  });
  const { hour, requests } = starts.reduce((least, start) =>
    start.requests < least.requests ? start : least,
  );
  if (requests > (QUIET * length * NIGHT) / 24) return '';
  const clock = (at: number): string => `${String(at % 24).padStart(2, '0')}:00`;
  return ` As read, fewest come from ${clock(hour)} to ${clock(hour + NIGHT)}: is that night in UTC?`;
}
