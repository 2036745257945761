/** When a job fires. */
export interface CronTime {
  readonly minute: number;
  /** Null for each hour. */
  readonly hour: number | null;
  /** Days of the week, 0 for Sunday; null for each day. */
  readonly days: readonly number[] | null;
}

/** As few cron lines as fire at these times and no others: minutes of the same hours stand on one line, as do hours with the same minutes. */
export function cronLines(times: readonly CronTime[]): string[] {
  const minutesOf = new Map<string, { hour: number | null; days: string; minutes: number[] }>();
  for (const { minute, hour, days } of times) {
    const ofDays = days === null ? '*' : days.join(',');
    const key = `${hour} ${ofDays}`;
    const line = minutesOf.get(key) ?? { hour, days: ofDays, minutes: [] };
    minutesOf.set(key, line);
    if (!line.minutes.includes(minute)) line.minutes.push(minute);
  }
  const hoursOf = new Map<string, number[]>();
  for (const { hour, days, minutes } of minutesOf.values()) {
    const key = `${listOf(minutes, 60)} | ${days}`;
    const hours = hoursOf.get(key) ?? [];
    hoursOf.set(key, hours);
    if (hour !== null) hours.push(hour);
  }
  return [...hoursOf].map(([key, hours]) => {
    const [minutes, days] = key.split(' | ') as [string, string];
    return `${minutes} ${hours.length === 0 ? '*' : listOf(hours, 24)} * * ${days}`;
  });
}

/** Numbers as cron lists them: a step where they are all its multiples. */
function listOf(numbers: readonly number[], of: number): string {
  const sorted = [...numbers].sort((a, b) => a - b);
  const step = of / sorted.length;
  const isEach = sorted.length > 2 && sorted.every((number, i) => number === i * step);
  return isEach ? `*/${step}` : sorted.join(',');
}
