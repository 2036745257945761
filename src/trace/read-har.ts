import { InputError } from '../errors.js';
import { readJsonEntries } from './recordings/read-json-entries.js';
import {
  createEntryTaker,
  headersOf,
  membersOf,
  statusOf,
  textOf,
  type EntryShape,
} from './recordings/recorded-entries.js';
import type { RowSink } from './row-sink.js';

const HAR_ENTRY: EntryShape = {
  read(entry) {
    const request = membersOf(entry.request);
    const response = membersOf(entry.response);
    const method = textOf(request.method);
    return {
      time: textOf(entry.startedDateTime),
      method,
      url: textOf(request.url),
      status: statusOf(response.status),
      answer: headersOf(response.headers),
      isPreflight:
        method?.toUpperCase() === 'OPTIONS' &&
        headersOf(request.headers).has('access-control-request-method'),
    };
  },
  pointers: {
    timestamp: '/startedDateTime',
    method: '/request/method',
    path: '/request/url',
    status: '/response/status',
  },
};

/**
 * HTTP Archive 1.2, as browsers record it: each entry is a request, with its time, method, URL, status and the rate
 * limit headers of its answer. Entries are read one by one, so that neither their number nor the size of bodies
 * matters. Members that are not of the archive's standard are passed over.
 *
 * Source of the format: http://www.softwareishard.com/blog/har-12-spec.
 */
export async function readHar(chunks: AsyncIterable<Uint8Array>, sink: RowSink): Promise<void> {
  const entries = createEntryTaker(HAR_ENTRY, sink);
  if (!(await readJsonEntries(chunks, [['log', 'entries']], entries))) {
    throw new InputError('no HAR: there is no log.entries; expected {"log": {"entries": […]}}');
  }
  entries.end();
}
