import { Document, isScalar, isSeq, visit } from 'yaml';
import { formatTimestamp } from '../../time.js';
import type { WorkloadFit } from './fit-facts.js';

const WIDTH = 100;
const SCALE_COMMENT =
  ' multiplies the users of every population, and the ad accounts that they share';

/** The profile as YAML, under a comment that says from which trace it was made and how good the fit is. */
export function formatWorkload({ document, facts }: WorkloadFit): string {
  const { trace, requests, window, populations, sources, warnings, notes } = facts;
  const comment = [
    `Made from ${trace}: ${requests} requests, ${formatTimestamp(window.from)} to ${formatTimestamp(window.to)}.`,
    ...warnings,
    'How good the fit is ("refitted" is one trace made from this profile):',
    ...populations.map(
      ({ name, users, words }) => `- ${name}, ${users} in all. ${words.join(' ')}`,
    ),
    ...sources.map(
      ({ name, requests: { recorded, refitted }, words }) =>
        `- ${name}: ${recorded} requests recorded, ${refitted ?? 'none'} refitted. ${words.join(' ')}`,
    ),
    ...notes.map((note) => `- ${note}`),
  ];
  const yaml = new Document(document, { aliasDuplicateObjects: false });
  visit(yaml, {
    Pair(_, { key, value }) {
      if (isScalar(key) && key.value === 'scale' && isScalar(value)) value.comment = SCALE_COMMENT;
    },
    Seq(_, seq) {
      if (isSeq(seq) && seq.items.length > 1) seq.flow = seq.items.every(isScalar);
    },
  });
  const lines = comment.flatMap((line) => wrap(line)).map((line) => `# ${line}`);
  const text = yaml.toString({ lineWidth: WIDTH, flowCollectionPadding: false });
  return `${lines.join('\n')}\n\n${text.replace(LONG_LIST, shortenList)}`;
}

const LONG_LIST = /^( *)\[\n([\d., \n]+)\]/gm;
const HOURS_A_LINE = 12;

/** A list of numbers with half a day's hours on a line. */
function shortenList(_: string, indent: string, list: string): string {
  const numbers = list.split(',').map((entry) => entry.trim());
  const rows: string[] = [];
  for (let i = 0; i < numbers.length; i += HOURS_A_LINE) {
    rows.push(`${indent}  ${numbers.slice(i, i + HOURS_A_LINE).join(', ')}`);
  }
  return `${indent}[\n${rows.join(',\n')}\n${indent}]`;
}

/** Lines of a text that fit; those of a list's entry are indented but for the first. */
function wrap(text: string): string[] {
  const indent = text.startsWith('- ') ? '  ' : '';
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 3 <= WIDTH) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(lines.length === 0 ? word : `${indent}${word}`);
  }
  return lines;
}
