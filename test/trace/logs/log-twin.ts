import type { TraceReader } from '../../../src/trace/row-sink.js';

/** How lines are written, in nginx's words. */
export interface TwinFormat {
  readonly format: string;
  readonly escapes?: boolean;
  /** Whether a line may go on behind the format. */
  readonly isOpen?: boolean;
  /** Whether the name of a virtual host may stand first. */
  readonly mayNameHost?: boolean;
}

const HOST = String.raw`[^ ]*(?<!,) (?!- )[^ ]* [^ ]* [^\[]`;
const REST = String.raw`(?:[^"\\]|\\[^]|\\$|"(?:[^"\\]|\\[^]|\\$)*")*$`;

/** One regular expression for a whole line. */
function patternOf({ format, escapes = true, isOpen, mayNameHost }: TwinFormat): RegExp {
  const texts = format.split(/\$\w+/).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const last = texts.length - 1;
  const values = texts.slice(1).map((text, i) => {
    const isLast = i + 1 === last;
    if (text === '') return isOpen === true ? '((?:(?!\\r?$)[^ ])*)' : '((?:(?!\\r?$)[^])*)\\r?$';
    const inList = text.startsWith(' ') && !text.startsWith(' :') ? '(?<!,| :)(?! : )' : '';
    const end = `${inList}${text}${isLast && isOpen !== true ? '\\r?$' : ''}`;
    return escapes ? `((?:\\\\[^]|(?!${end})[^\\\\])*)${end}` : `((?:(?!${end})[^])*)${end}`;
  });
  const host = mayNameHost === true ? `(?:(?=${HOST})[^ ]* |(?!${HOST}))` : '';
  return new RegExp(
    `^${host}${texts[0]!}${values.join('')}${isOpen === true ? `(?=${REST})` : ''}`,
  );
}

function unescaped(value: string): string {
  return value.replace(
    /((?:\\x[\da-fA-F]{2})+)|\\(["\\])/g,
    (whole, codes?: string, char?: string) => {
      if (codes === undefined) return char!;
      const percent = codes.replaceAll('\\x', '%');
      try {
        return /%([01]|7f)/i.test(percent) ? whole : decodeURIComponent(percent);
      } catch {
        return whole;
      }
    },
  );
}

const TIMES = ['msec', 'time_iso8601', 'time_local', 'time'];
const REQUEST = /^([A-Za-z][\w-]*) +([^ ].*?)(?: +HTTP\/[^ ]*)? *$/s;

/** What is made of a line's values. */
function madeOf(names: readonly string[], values: Map<string, string>): [string, string][] {
  const of = (name: string): string => values.get(name) ?? '';
  const request = REQUEST.exec(of('request'));
  const made: [string, string][] = [];
  const time = TIMES.find((name) => names.includes(name));
  if (time !== undefined) made.push(['timestamp', of(time)]);
  if (names.includes('request')) {
    made.push(['method', request?.[1] ?? '-'], ['path', request?.[2] ?? (of('request') || '-')]);
  } else {
    if (names.includes('request_method')) made.push(['method', of('request_method') || '-']);
    const target = ['request_uri', 'uri'].find((name) => names.includes(name));
    if (target !== undefined) {
      const path = of(target) || '-';
      made.push(['path', of('args') === '' || path.includes('?') ? path : `${path}?${of('args')}`]);
    }
  }
  const addresses = ADDRESSES.filter((name) => names.includes(name));
  if (names.includes('remote_user') || addresses.length > 0) {
    const address = addresses.map(of).find((value) => value !== '') ?? '';
    made.push(['user', of('remote_user') || clientOf(address)]);
  }
  return [
    ...made.filter(([name]) => !names.includes(name)),
    ...addresses.map((name): [string, string] => [name, clientOf(of(name))]),
  ];
}

const ADDRESSES = ['remote_addr', 'http_x_forwarded_for'];

/** The first address of a list, without brackets and port. */
function clientOf(list: string): string {
  const address = list.split(',')[0]!.trim();
  if (/^\[[^\]]*\](:\d+)?$/.test(address)) return address.slice(1).split(']')[0]!;
  return /^[^:]*:\d+$/.test(address) ? address.split(':')[0]! : address;
}

/** Reads access logs slowly: all bytes at once, one regular expression a line. */
export function createTwinReader(twin: TwinFormat): TraceReader {
  const pattern = patternOf(twin);
  const names = [...twin.format.matchAll(/\$(\w+)/g)].map(([, name]) => name!);
  return async (chunks, sink) => {
    const bytes: number[] = [];
    for await (const chunk of chunks) bytes.push(...chunk);
    const lines = new TextDecoder().decode(Uint8Array.from(bytes)).split('\n');
    const made = madeOf(names, new Map()).map(([name]) => name);
    let isFirst = true;
    lines.forEach((line, i) => {
      if (line.trim() === '') return;
      if (isFirst) sink.header([...new Set([...names, ...made])], i + 1);
      isFirst = false;
      const match = pattern.exec(line);
      if (match === null) {
        sink.bad('not a line of the log format', '', i + 1);
        return;
      }
      const values = new Map<string, string>();
      names.forEach((name, k) => {
        const value = ['-', '""'].includes(match[k + 1]!) ? '' : match[k + 1]!;
        if (!values.has(name)) values.set(name, twin.escapes === false ? value : unescaped(value));
      });
      for (const [name, value] of madeOf(names, values)) values.set(name, value);
      sink.row(
        sink.wanted.map((name) => (name === undefined ? undefined : values.get(name))),
        i + 1,
      );
    });
  };
}
