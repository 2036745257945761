/** A time of UTC as `formatTime` writes it. */
const TIME = /\b(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) UTC\b/g;

/**
 * A text with the time of a zone beside each time of UTC: `2026-03-02 15:29:00 UTC (16:29:00 in Europe/Berlin)`,
 * with the date where it is another.
 * @param zone of the IANA database, as in `Europe/Berlin`.
 */
export function localTimes(text: string, zone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return text.replace(TIME, (utc, date: string, time: string) => {
    const local = format.format(new Date(`${date}T${time}Z`));
    const [localDate, localTime] = local.split(' ') as [string, string];
    const short = localTime.slice(0, time.length);
    return `${utc} (${localDate === date ? '' : `${localDate} `}${short} in ${zone})`;
  });
}
