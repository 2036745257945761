import { InputError } from '../../errors.js';
import { nearest } from '../../nearest.js';
import type { Cell, PointerTo, RowSink } from '../row-sink.js';
import { limitCells } from './limit-cells.js';

/** A call of HTTP as it was recorded. */
export interface RecordedCall {
  /** When it was sent, as text that a timestamp may be. */
  readonly time: string | undefined;
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly status: number | undefined;
  /** Headers of the answer, by their names in lower case. */
  readonly answer: ReadonlyMap<string, string>;
  /** Whether a browser sent it of itself, to ask whether another call may be sent. */
  readonly isPreflight: boolean;
}

/** Takes the calls of one recording. */
export interface CallTaker {
  take(call: RecordedCall, line: number, pointerTo: PointerTo): void;
  /** Ends the recording. @throws InputError if no call goes to the host that is wanted. */
  readonly end: () => void;
}

/** The columns of a recording. */
const COLUMNS = [
  'timestamp',
  'method',
  'path',
  'status',
  'ratelimit_limit',
  'ratelimit_remaining',
  'ratelimit_reset',
];

/** What is handed on to the sink once it is known which host is wanted. */
interface HeldCall {
  readonly cells: readonly Cell[];
  readonly line: number;
  readonly pointerTo: PointerTo;
}

/** The calls to one host. */
interface HostCalls {
  calls: number;
  preflights: number;
  readonly held: HeldCall[];
}

/**
 * Hands the calls to one host on to a sink: the one that the sink wants, else the one with the most calls, the
 * first of equals; calls are then held until the end. Others are left out and counted.
 */
export function createCallTaker(sink: RowSink): CallTaker {
  const wanted = sink.host?.toLowerCase();
  const hosts = new Map<string, HostCalls>();
  const hand = ({ cells, line, pointerTo }: HeldCall): void => {
    sink.row(cells, line, pointerTo);
  };
  sink.header(COLUMNS);
  const places = sink.wanted.map((name) => (name === undefined ? -1 : COLUMNS.indexOf(name)));

  return {
    take(call, line, pointerTo) {
      const url = call.url === undefined ? undefined : parsedUrl(call.url);
      const isWanted = wanted === undefined || url?.host === wanted || url?.hostname === wanted;
      const host = wanted !== undefined && isWanted ? wanted : (url?.host ?? '');
      let calls = hosts.get(host);
      if (calls === undefined) hosts.set(host, (calls = { calls: 0, preflights: 0, held: [] }));
      calls.calls++;
      if (call.isPreflight) calls.preflights++;
      if (!isWanted) return;
      const row = [
        call.time,
        call.method,
        call.url,
        call.status?.toString(),
        ...limitCells(call.answer),
      ];
      const held = { cells: places.map((place) => row[place]), line, pointerTo };
      if (wanted === undefined) calls.held.push(held);
      else hand(held);
    },
    end() {
      const byCalls = [...hosts].sort(([, a], [, b]) => b.calls - a.calls);
      const [host, chosen] = byCalls.find(([name]) => name === wanted) ?? byCalls[0] ?? [];
      if (host === undefined || chosen === undefined) return;
      if (wanted !== undefined && host !== wanted) {
        const near = nearest(wanted, [...hosts.keys()]);
        throw new InputError(
          `no call goes to ${wanted} (--host); found ${listed(byCalls)}` +
            (near === undefined ? '' : `; did you mean "${near}"?`),
        );
      }
      chosen.held.forEach(hand);
      const others = byCalls.filter(([name]) => name !== host);
      if (others.length > 0) {
        const left = others.reduce((sum, [, { calls }]) => sum + calls, 0);
        sink.note?.(
          `${counted(chosen.calls, 'call')} to ${named(host)} ${chosen.calls === 1 ? 'is' : 'are'} read; ` +
            `${grouped(left)} to other hosts ${left === 1 ? 'is' : 'are'} left out: ${listed(others)}` +
            (wanted === undefined ? ' (--host reads another).' : '.'),
        );
      }
      if (chosen.preflights > 0) {
        sink.note?.(
          `${counted(chosen.preflights, 'preflight')} (OPTIONS), which browsers send of themselves, ` +
            `${chosen.preflights === 1 ? 'counts as a request' : 'count as requests'}.`,
        );
      }
    },
  };
}

function parsedUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** So many hosts are named; the rest are counted. */
const LISTED_HOSTS = 5;

function listed(hosts: readonly (readonly [string, HostCalls])[]): string {
  const names = hosts
    .slice(0, LISTED_HOSTS)
    .map(([name, { calls }]) => `${named(name)} (${grouped(calls)})`);
  const rest = hosts.length - LISTED_HOSTS;
  return rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ');
}

function named(host: string): string {
  return host === '' ? 'no host' : host;
}

function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
