import type { ActivityFit } from './fit-activity.js';
import type { CurveFit } from './fit-curve.js';
import type { ProcessFit } from './fit-process.js';
import type { FitWindow } from './fit-streams.js';
import type { VisitStepsFit } from './fit-visit-steps.js';
import type { WorkloadDocument } from '../profile/workload-document.js';

/** A profile made from a trace, and how well it stands for it. */
export interface WorkloadFit {
  /** A plain document that `parseWorkload` accepts and a person can edit. */
  readonly document: FittedDocument;
  readonly facts: FitFacts;
}

export type FittedDocument = WorkloadDocument & {
  readonly format: 'quotasim/workload';
  readonly version: 1;
};

/** What was found, and how good it is. */
export interface FitFacts {
  /** What the trace is called. */
  readonly trace: string;
  readonly requests: number;
  readonly window: FitWindow;
  readonly populations: readonly PopulationFacts[];
  readonly sources: readonly SourceFacts[];
  /** Why the profile is to be taken with care, in plain sentences; most often empty. */
  readonly warnings: readonly string[];
  /** What the profile leaves out, in plain sentences. */
  readonly notes: readonly string[];
}

export interface PopulationFacts {
  readonly name: string;
  readonly users: number;
  readonly activity: ActivityFit;
  readonly words: readonly string[];
}

export interface SourceFacts {
  readonly name: string;
  readonly kind: 'arrivals' | 'job' | 'visits';
  /** Recorded, and in one trace made from the profile. */
  readonly requests: Compared;
  /** Absent for jobs. */
  readonly curve?: Pick<CurveFit, 'shape' | 'fitted' | 'test' | 'clustering'>;
  readonly process?: ProcessFit;
  /** Of visits alone. */
  readonly visits?: VisitStepsFit;
  readonly dispersion: readonly DispersionFacts[];
  /** Empty if no ad account is addressed. */
  readonly accounts: readonly AccountFacts[];
  readonly words: readonly string[];
}

/** `refitted` is null where the trace made from the profile cannot tell. */
export interface Compared {
  readonly recorded: number;
  readonly refitted: number | null;
}

/** The most requests of one ad account in a time of this length (microseconds). */
export interface AccountFacts {
  readonly scale: number;
  readonly most: Compared;
}

/** Indexes of dispersion of request counts at a scale (microseconds), of all users together and of each alone; and the most requests in such a time. */
export interface DispersionFacts {
  readonly scale: number;
  readonly all: Compared;
  readonly perUser: Compared;
  readonly most: Compared;
}
