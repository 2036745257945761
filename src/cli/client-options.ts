import type { PolicyName } from '../engine/client.js';
import type { Jitter } from '../engine/client-retry.js';
import { DEFAULT_RETRY, type ClientSpec } from '../engine/client-spec.js';
import { InputError } from '../errors.js';
import { nearest } from '../nearest.js';
import { parseDuration } from '../time.js';
import { loadClients } from './load-clients.js';

/** The options that say what a client does, as parsed from the command line. */
export interface ClientArgs {
  readonly client?: string;
  readonly policy?: PolicyName;
  readonly maxWait?: string;
  readonly attempts?: number;
  readonly backoff?: string;
  readonly factor?: number;
  readonly cap?: string;
  readonly jitter?: Jitter;
  readonly honourReset?: boolean;
  readonly concurrency?: number;
  readonly latency?: string;
}

const NO_NAME: ClientSpec = { policy: 'drop', retry: DEFAULT_RETRY };

/**
 * The clients that the options describe: those named, each changed by the other options; or one without a
 * name.
 * @throws InputError for an unknown name, or a value that makes no sense or would change nothing.
 */
export async function chooseClients(args: ClientArgs): Promise<ClientSpec[]> {
  const twice = args.client?.split(',').find((name, i, all) => all.indexOf(name) !== i);
  if (twice !== undefined)
    throw new InputError(`--client names ${twice.trim()} twice; once is enough`);
  const named = args.client === undefined ? [NO_NAME] : await namedClients(args.client.split(','));
  return named.map((spec) => change(spec, args));
}

async function namedClients(names: readonly string[]): Promise<ClientSpec[]> {
  const known = await loadClients();
  return names.map((text) => {
    const name = text.trim();
    const found = known.get(name);
    if (found !== undefined) return found.spec;
    const near = nearest(name, [...known.keys()]);
    throw new InputError(
      `no client "${name}"; ` +
        (near === undefined
          ? `there are ${[...known.keys()].join(', ')}`
          : `did you mean "${near}"?`),
    );
  });
}

function change(spec: ClientSpec, args: ClientArgs): ClientSpec {
  const policy = args.policy ?? spec.policy;
  if (spec.client !== undefined && policy !== spec.policy) {
    throw new InputError(
      `--client ${spec.client} has the policy ${spec.policy}: leave --policy ${policy} out, or the client`,
    );
  }
  checkPolicyOptions(policy, args);
  const { retry } = spec;
  const limit = args.concurrency ?? spec.concurrency?.limit;
  if (args.latency !== undefined && limit === undefined) {
    throw new InputError('--latency belongs to a closed loop: give --concurrency too');
  }
  const latency = duration('--latency', args.latency) ?? spec.concurrency?.latency ?? 0;
  return {
    ...spec,
    policy,
    maxWait: duration('--max-wait', args.maxWait) ?? spec.maxWait,
    retry: {
      ...retry,
      attempts: wholeNumber('--attempts', args.attempts) ?? retry.attempts,
      base: duration('--backoff', args.backoff) ?? retry.base,
      factor: factorOf(args.factor) ?? retry.factor,
      cap: duration('--cap', args.cap) ?? retry.cap,
      jitter: args.jitter ?? retry.jitter,
      reset: args.honourReset === undefined ? retry.reset : args.honourReset ? 'exact' : 'ignored',
    },
    concurrency:
      limit === undefined ? undefined : { limit: wholeNumber('--concurrency', limit)!, latency },
  };
}

const WAIT_OPTIONS = ['max-wait'];
const RETRY_OPTIONS = ['attempts', 'backoff', 'factor', 'cap', 'jitter', 'honour-reset'];

/** @throws InputError for an option of another policy, which would change nothing in silence. */
function checkPolicyOptions(policy: PolicyName, args: ClientArgs): void {
  const given: Readonly<Record<string, unknown>> = {
    'max-wait': args.maxWait,
    attempts: args.attempts,
    backoff: args.backoff,
    factor: args.factor,
    cap: args.cap,
    jitter: args.jitter,
    'honour-reset': args.honourReset,
  };
  const foreign = [
    ...(policy === 'wait' ? [] : WAIT_OPTIONS.map((name) => [name, 'wait'] as const)),
    ...(policy === 'retry' ? [] : RETRY_OPTIONS.map((name) => [name, 'retry'] as const)),
  ].find(([name]) => given[name] !== undefined);
  if (foreign === undefined) return;
  const [name, owner] = foreign;
  throw new InputError(`--${name} belongs to the policy ${owner}: give --policy ${owner} too`);
}

function duration(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const us = parseDuration(text);
  if (us !== null) return us;
  throw new InputError(`${option} ${text}: expected a duration such as 250ms, 90s, 15m, 6h, 1d`);
}

function wholeNumber(option: string, value: number | undefined): number | undefined {
  if (value === undefined || (Number.isSafeInteger(value) && value > 0)) return value;
  throw new InputError(`${option} ${value}: expected a whole number of at least 1`);
}

function factorOf(value: number | undefined): number | undefined {
  if (value === undefined || (Number.isFinite(value) && value >= 1)) return value;
  throw new InputError(`--factor ${value}: expected a number of at least 1`);
}
