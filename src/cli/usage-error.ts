import { nearest } from '../nearest.js';

/** A command line that cannot be understood. */
export class UsageError extends Error {}

type Explain = (
  found: RegExpExecArray,
  options: readonly string[],
  argv: readonly string[],
) => string;

/** What yargs says, and how it is said here. */
const EXPLANATIONS: readonly (readonly [said: RegExp, explain: Explain])[] = [
  [
    /^Unknown (?:argument|command)s?: (.+)$/,
    ([, names = ''], options, argv) => unknown(names, options, argv),
  ],
  [/^Did you mean (.+)\?$/, ([, near = '']) => `no such command; did you mean "${near}"?`],
  [/^Not enough arguments following: (.+)$/, ([, name = '']) => `${dashed(name)} needs a value`],
  [/^Not enough non-option arguments/, () => 'an argument is missing, such as the file to read'],
  [
    /Argument: (\S+), Given: "(.*?)", Choices: (.+)/,
    ([, name = '', given = '', choices = '']) => wrongChoice(name, given, choices),
  ],
];

/**
 * What is wrong with a command line, with the nearest word beside an unknown one.
 * @param message as yargs has it.
 * @param options names of the options that the command takes.
 * @param argv the command line as typed.
 */
export function explainUsage(
  message: string,
  options: readonly string[],
  argv: readonly string[],
): string {
  for (const [said, explain] of EXPLANATIONS) {
    const found = said.exec(message);
    if (found !== null) return explain(found, options, argv);
  }
  return message;
}

function unknown(names: string, options: readonly string[], argv: readonly string[]): string {
  const lines = names.split(', ').map((name) => {
    if (argv.includes(name)) return `unknown argument "${name}"`;
    const kebab = toKebab(name);
    const near = kebab.length === 1 ? undefined : nearest(kebab, options);
    return `unknown option ${dashed(kebab)}${near === undefined ? '' : `; did you mean --${near}?`}`;
  });
  return [...new Set(lines)].join('\n');
}

function wrongChoice(name: string, given: string, choices: string): string {
  const known = [...choices.matchAll(/"(.*?)"/g)].map(([, choice = '']) => choice);
  const near = nearest(given, known);
  return (
    `${dashed(toKebab(name))} ${given}: ` +
    (near === undefined ? `expected one of ${known.join(', ')}` : `did you mean "${near}"?`)
  );
}

function dashed(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}

/** yargs names an unknown option both as typed and in camel case. */
function toKebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
