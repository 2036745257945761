import { blocks, lineEnd, lineText } from './bytes/blocks.js';
import { excerpt } from './excerpt.js';
import { createLayoutTokenizer } from './logs/layout-tokenizer.js';
import { clfLayout, type LogLayout } from './logs/log-layout.js';
import { createLogRows, textsOf } from './logs/log-rows.js';
import type { RowScanner } from './bytes/row-scanner.js';
import type { RowSink, TraceReader } from './row-sink.js';
import { takeLines, type LineTaker } from './bytes/take-lines.js';
import { DOUBT, type CellSpans } from './bytes/tokenizer.js';
import { unescapeLog } from './logs/unescape-log.js';

/** Access logs in the Common or the Combined Log Format, whatever fields follow; the name of a virtual host may stand before each line. */
export const readAccessLog: TraceReader = createAccessLogReader(clfLayout);

/**
 * A reader of access logs whose lines are written in one layout; blank lines are left out. Its values are columns
 * under their own names; `timestamp`, `method`, `path`, `user` and `status` are made of those that are known.
 */
export function createAccessLogReader(layout: LogLayout): TraceReader {
  return async (chunks, sink) => {
    const taker = createLogTaker(layout, sink);
    let line = 0;
    for await (const block of blocks(chunks)) line = takeLines(taker, block, line);
  };
}

/** Opens the log at its first line that is not blank. */
function createLogTaker(layout: LogLayout, sink: RowSink): LineTaker {
  let log: LogFile | undefined;
  return {
    get scan() {
      return log?.scan;
    },
    take(block, at, end, line) {
      if (lineText(block, at, end).trim() === '') return;
      log ??= openLog(layout, sink, line);
      log.take(block, at, line);
    },
    bad(reason, found, line) {
      sink.bad(reason, found, line);
    },
  };
}

/** A log whose columns are told. */
interface LogFile {
  readonly scan: RowScanner | undefined;
  /** Takes the line that begins at `at` as text. */
  readonly take: (block: Uint8Array, at: number, line: number) => void;
}

function openLog(layout: LogLayout, sink: RowSink, line: number): LogFile {
  const { variables } = layout;
  const rows = createLogRows(variables, sink);
  const tokenizer = createLayoutTokenizer(layout, rows.needed);
  const cells: CellSpans = {
    bytes: new Uint8Array(0),
    starts: new Int32Array(variables.length),
    ends: new Int32Array(variables.length),
  };
  sink.header(rows.names, line);
  return {
    scan: rows.scanner((spans, at) => {
      const next = tokenizer.cut(spans, at);
      return tokenizer.escaped ? DOUBT : next;
    }),
    take(block, at, line) {
      cells.bytes = block;
      if (tokenizer.cut(cells, at) === DOUBT) {
        const text = excerpt(lineText(block, at, lineEnd(block, at)));
        sink.bad(
          'not a line of the log format',
          `${lack(layout, tokenizer.lacking)}: found ${text}`,
          line,
        );
        return;
      }
      const values = textsOf(cells, rows.needed);
      sink.row(
        rows.cells(layout.escapes ? values.map((value) => value && unescapeLog(value)) : values),
        line,
      );
    },
  };
}

/** What a line lacks, by the place of the text. */
function lack({ variables, texts, isOpen }: LogLayout, place: number): string {
  const text = texts[place];
  if (text === undefined) return 'a quote is not closed';
  if (place === 0) return `no ${excerpt(text)} at its start`;
  const end = place < variables.length || isOpen ? '' : ' at its end';
  return `no ${excerpt(text)} behind $${variables[place - 1]!}${end}`;
}
