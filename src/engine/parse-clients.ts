import { InputError, type InputProblem } from '../errors.js';
import { createSchemaCheck, locate, type DocumentSource } from '../model/check-schema.js';
import { compiledSchema } from '../model/compiled-schema.js';
import { parseDuration } from '../time.js';
import type { Jitter, ResetReading, RetrySettings } from './client-retry.js';
import { DEFAULT_RETRY, type ClientSpec } from './client-spec.js';
import type { PolicyName } from './client.js';
import { clientsSchema } from './clients-schema.js';
import type { Pacing } from './pacing.js';

/** A client that a person knows by name, and where such a client is found. */
export interface NamedClient {
  readonly name: string;
  readonly title: string;
  readonly source: { readonly words: string; readonly url: string };
  readonly spec: ClientSpec;
}

/** A client as a person writes it, once its form has been checked against `clientsSchema`. */
interface ClientDocument {
  readonly title: string;
  readonly source: { readonly words: string; readonly url: string };
  readonly policy: PolicyName;
  readonly max_wait?: string;
  readonly attempts?: number;
  readonly backoff?: string;
  readonly factor?: number;
  readonly cap?: string;
  readonly jitter?: Jitter;
  readonly reset?: ResetReading;
  readonly reset_clamp?: { readonly least: string; readonly most: string };
  readonly budget?: string;
  readonly spacing?: string;
  readonly pace?: number;
  readonly concurrency?: number;
  readonly latency?: string;
}

/** Keys that only one policy has a use for. */
const POLICY_OF_KEY: Readonly<Record<string, PolicyName>> = {
  max_wait: 'wait',
  attempts: 'retry',
  backoff: 'retry',
  factor: 'retry',
  cap: 'retry',
  jitter: 'retry',
  reset: 'retry',
  reset_clamp: 'retry',
  budget: 'retry',
};

const DURATION_KEYS = ['max_wait', 'backoff', 'cap', 'budget', 'spacing', 'latency'] as const;

const checkClientsSchema = createSchemaCheck(clientsSchema, compiledSchema);

/**
 * Reads a document of named clients, whose form is described by `models/clients.schema.json`.
 * @param document the plain value of the YAML or JSON text.
 * @returns the clients by name, in the order of the document.
 * @throws InputError with every problem of its form or, where the form is sound, of its meaning.
 */
export function parseClients(
  document: unknown,
  source: DocumentSource,
): ReadonlyMap<string, NamedClient> {
  const malformed = checkClientsSchema(document, source);
  if (malformed.length > 0) throw new InputError(malformed);
  const { clients } = document as { clients: Record<string, ClientDocument> };
  const problems = Object.entries(clients).flatMap(([name, client]) =>
    checkClient(name, client, source),
  );
  if (problems.length > 0) throw new InputError(problems);
  return new Map(
    Object.entries(clients).map(([name, client]) => [
      name,
      { name, title: client.title, source: client.source, spec: specOf(name, client) },
    ]),
  );
}

/** Finds what a schema cannot: keys that have no use beside one another, durations without end. */
function checkClient(name: string, client: ClientDocument, source: DocumentSource): InputProblem[] {
  const problems: InputProblem[] = [];
  const report = (key: string, message: string): void => {
    problems.push({ message, location: locate(source, `/clients/${name}/${key}`) });
  };
  const checkDuration = (key: string, text: string): void => {
    if (parseDuration(text) !== null) return;
    report(key, `${key.split('/').at(-1)!} is ${text}; expected at most 104249d`);
  };

  for (const key of Object.keys(client)) {
    const policy = POLICY_OF_KEY[key];
    if (policy === undefined || policy === client.policy) continue;
    report(key, `${key} is for policy ${policy}, and this is ${client.policy}; take it out`);
  }
  for (const key of DURATION_KEYS) {
    const text = client[key];
    if (text !== undefined) checkDuration(key, text);
  }
  if (client.reset_clamp !== undefined) {
    const { least, most } = client.reset_clamp;
    checkDuration('reset_clamp/least', least);
    checkDuration('reset_clamp/most', most);
    if ((parseDuration(least) ?? 0) > (parseDuration(most) ?? Infinity)) {
      report('reset_clamp/least', `least is ${least}; expected at most the ${most} of most`);
    }
    if ((client.reset ?? DEFAULT_RETRY.reset) === 'ignored') {
      report(
        'reset_clamp',
        'reset_clamp bounds a reset that is ignored; set reset to exact or header',
      );
    }
  }
  if (client.spacing !== undefined && client.pace !== undefined) {
    report('pace', 'pace stands beside spacing; keep one of the two');
  }
  if (client.spacing !== undefined && client.policy === 'wait') {
    report(
      'spacing',
      'spacing is not kept by policy wait, which sends a held request as soon as there is room; use retry or drop',
    );
  }
  if (client.latency !== undefined && client.concurrency === undefined) {
    report('latency', 'latency has no concurrency beside it; add one, or take latency out');
  }
  return problems;
}

function specOf(name: string, client: ClientDocument): ClientSpec {
  const { policy, concurrency, latency = '0s' } = client;
  return {
    client: name,
    policy,
    maxWait: microseconds(client.max_wait),
    retry: policy === 'retry' ? retryOf(client) : DEFAULT_RETRY,
    pacing: pacingOf(client),
    concurrency:
      concurrency === undefined
        ? undefined
        : { limit: concurrency, latency: parseDuration(latency)! },
  };
}

function retryOf(client: ClientDocument): RetrySettings {
  const { reset_clamp: clamp } = client;
  return {
    attempts: client.attempts ?? DEFAULT_RETRY.attempts,
    base: microseconds(client.backoff) ?? DEFAULT_RETRY.base,
    factor: client.factor ?? DEFAULT_RETRY.factor,
    cap: microseconds(client.cap) ?? Infinity,
    jitter: client.jitter ?? DEFAULT_RETRY.jitter,
    reset: client.reset ?? DEFAULT_RETRY.reset,
    resetClamp:
      clamp === undefined
        ? undefined
        : { least: parseDuration(clamp.least)!, most: parseDuration(clamp.most)! },
    budget: microseconds(client.budget),
  };
}

function pacingOf({ spacing, pace }: ClientDocument): Pacing | undefined {
  if (spacing !== undefined) return { kind: 'spacing', gap: parseDuration(spacing)! };
  return pace === undefined ? undefined : { kind: 'share', share: pace };
}

function microseconds(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseDuration(text)!;
}
