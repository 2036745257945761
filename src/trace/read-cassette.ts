import { InputError } from '../errors.js';
import { parseHttpDate } from '../model/headers/http-date.js';
import { formatTimestamp } from '../time.js';
import { peek } from './bytes/peek.js';
import { readJsonEntries } from './recordings/read-json-entries.js';
import { readYamlEntries } from './recordings/read-yaml-entries.js';
import {
  createEntryTaker,
  headersOf,
  membersOf,
  statusOf,
  textOf,
  type EntryShape,
  type Members,
} from './recordings/recorded-entries.js';
import type { RowSink } from './row-sink.js';

/** The members under which recorders keep their interactions. */
export const INTERACTION_KEYS = ['http_interactions', 'interactions'] as const;

/** An interaction of VCR and its kin, or a call of nock. */
const INTERACTION: EntryShape = {
  read(entry) {
    const isNock = 'scope' in entry;
    const request = isNock ? entry : membersOf(entry.request);
    const response = isNock ? entry : membersOf(entry.response);
    const answer = headersOf(response.rawHeaders ?? response.headers);
    const time = textOf(entry.recorded_at) ?? answer.get('date');
    if (time === undefined) {
      return {
        reason: 'no time of recording',
        found: 'found neither recorded_at nor a header Date in the answer',
      };
    }
    const date = parseHttpDate(time);
    const method = textOf(request.method);
    return {
      time: date === null ? time : formatTimestamp(date),
      method: method?.toUpperCase(),
      url: isNock ? `${textOf(entry.scope)}${textOf(entry.path) ?? ''}` : urlOf(request),
      status: statusOf(membersOf(response.status).code ?? response.code ?? response.status),
      answer,
      isPreflight: false,
    };
  },
  pointers: {},
};

function urlOf({ uri, url }: Members): string | undefined {
  return textOf(uri) ?? textOf(url);
}

/** So many bytes tell JSON from YAML, unless white space comes first. */
const HEAD_BYTES = 1024;

/**
 * HTTP that a test recorded to play it again: interactions of VCR, its kin in other languages (vcrpy, Betamax,
 * go-vcr) as JSON or YAML, and arrays of nock. The time is that of the recording, `recorded_at`, else that of the
 * answer's header Date.
 */
export async function readCassette(
  chunks: AsyncIterable<Uint8Array>,
  sink: RowSink,
): Promise<void> {
  const entries = createEntryTaker(INTERACTION, sink);
  const { head, chunks: all } = await peek(chunks, HEAD_BYTES);
  const isJson = /^\s*[{[]/.test(new TextDecoder().decode(head.subarray(0, HEAD_BYTES)));
  const isFound = isJson
    ? await readJsonEntries(all, [...INTERACTION_KEYS.map((key) => [key]), []], entries)
    : await readYamlEntries(all, INTERACTION_KEYS, entries);
  if (!isFound) {
    throw new InputError(
      'no cassette: there is no list of interactions; expected http_interactions (VCR), interactions (vcrpy) or ' +
        'an array of calls (nock)',
    );
  }
  entries.end();
}
