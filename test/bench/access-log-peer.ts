import { createClassifier, type Classified } from '../../src/trace/classify.js';
import { MONTHS } from '../../src/time.js';
import type { RateModel } from '../../src/model/rate-model.js';
import { chunksOf } from './reading-peers.js';

/** Columns of a log; names are numbered in order of first appearance. */
export interface LogColumns {
  readonly length: number;
  readonly timestamp: Float64Array;
  readonly user: Uint32Array;
  readonly category: Uint16Array;
  readonly adAccount: Uint32Array;
  readonly status: Uint16Array;
}

const LINE =
  /^(\S+) \S+ (\S+) \[(\d\d)\/(\w{3})\/(\d{4}):(\d\d):(\d\d):(\d\d) [+-]\d{4}\] "(?:(\w+) (\S+) HTTP\/[\d.]+|((?:[^"\\]|\\.)*))" (\d+) (?:\d+|-) "(?:[^"\\]|\\.)*" "(?:[^"\\]|\\.)*"$/;

/**
 * One regular expression a line of a log in UTC. Names and requests met before are looked up in maps, and a day's
 * midnight is computed once.
 */
export async function withRegExp(
  file: string,
  rows: number,
  model: RateModel,
): Promise<LogColumns> {
  const columns = {
    length: 0,
    timestamp: new Float64Array(rows),
    user: new Uint32Array(rows),
    category: new Uint16Array(rows),
    adAccount: new Uint32Array(rows),
    status: new Uint16Array(rows),
  };
  const users = new Map<string, number>();
  const adAccounts = new Map<string, number>();
  const requests = new Map<string, Classified>();
  const midnights = new Map<string, number>();
  const classify = createClassifier(model);
  const numberOf = (numbers: Map<string, number>, name: string): number => {
    let number = numbers.get(name);
    if (number === undefined) numbers.set(name, (number = numbers.size));
    return number;
  };
  const requestOf = (method: string, path: string): Classified => {
    const key = `${method} ${path}`;
    let request = requests.get(key);
    if (request === undefined) {
      request = classify({ method, path, category: undefined, endpoint: undefined })!;
      requests.set(key, request);
    }
    return request;
  };
  const midnightOf = (day: string, month: string, year: string): number => {
    const key = `${day}${month}${year}`;
    let ms = midnights.get(key);
    if (ms === undefined) {
      ms = Date.UTC(Number(year), MONTHS.indexOf(month), Number(day));
      midnights.set(key, ms);
    }
    return ms;
  };

  const decoder = new TextDecoder();
  let begun = '';
  for await (const chunk of chunksOf(file)) {
    const lines = (begun + decoder.decode(chunk, { stream: true })).split('\n');
    begun = lines.pop()!;
    for (const line of lines) {
      const match = LINE.exec(line)!;
      const [, address, name, day, month, year, hour, minute, second, method, path, other, status] =
        match;
      const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
      const request = requestOf(method ?? '-', path ?? other!);
      const at = columns.length++;
      columns.timestamp[at] = midnightOf(day!, month!, year!) * 1000 + seconds * 1e6;
      columns.user[at] = numberOf(users, name === '-' ? address! : name!);
      columns.category[at] = request.category;
      columns.adAccount[at] = numberOf(adAccounts, request.adAccount ?? 'default');
      columns.status[at] = Number(status);
    }
  }
  return columns;
}
