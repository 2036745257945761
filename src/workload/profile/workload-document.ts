/**
 * A workload document as a person writes it, once its form has been checked against `workloadSchema`.
 * Durations are text such as `90s`, rates text such as `40/m`.
 */
export interface WorkloadDocument {
  readonly name: string;
  readonly title: string;
  readonly start: string;
  readonly length: string;
  readonly zone?: string;
  readonly growth?: string;
  readonly apps?: readonly string[];
  readonly curves?: Readonly<Record<string, CurveDocument>>;
  /** Multiplies the users of every population, and the ad accounts that they share. */
  readonly scale?: number;
  readonly populations: readonly PopulationDocument[];
  readonly sources: readonly SourceDocument[];
  readonly launches?: readonly LaunchDocument[];
  readonly holidays?: readonly HolidayDocument[];
}

/** A value alone, or one distribution of values: numbers are counts, text is durations. */
export type Quantity = number | string | DistributionDocument;

export interface DistributionDocument {
  readonly uniform?: readonly [Scalar, Scalar];
  readonly exponential?: { readonly mean: Scalar; readonly most?: Scalar };
  readonly log_normal?: {
    readonly median: Scalar;
    readonly sigma: number;
    readonly most?: Scalar;
  };
  readonly pareto?: { readonly least: Scalar; readonly alpha: number; readonly most?: Scalar };
  readonly poisson?: number;
  readonly geometric?: number;
  readonly choice?: { readonly values: readonly Scalar[]; readonly weights?: readonly number[] };
}

export type Scalar = number | string;

/** Hours are 24 weights, or ranges such as `9-18` to a weight; days 7 weights from Monday, or ranges such as `mon-fri`. */
export interface CurveDocument {
  readonly hours?: readonly number[] | Readonly<Record<string, number>>;
  readonly days?: readonly number[] | Readonly<Record<string, number>>;
  readonly week?: readonly number[];
  readonly zone?: string;
}

export interface PopulationDocument {
  readonly name: string;
  readonly app?: string;
  readonly users: number;
  readonly activity?: 'equal' | { readonly zipf?: number; readonly log_normal?: number };
  readonly ad_accounts?: Quantity | (DistributionDocument & { readonly shared?: number });
}

export interface ArrivalsDocument {
  readonly rate: string;
  readonly per?: 'user' | 'population';
  readonly process?: ProcessDocument;
  readonly curve?: string | CurveDocument;
}

export type ProcessDocument =
  | 'poisson'
  | 'constant'
  | {
      readonly bursts?: {
        readonly factor: number;
        readonly length: string;
        readonly every: string;
      };
      readonly log_normal?: { readonly sigma: number };
      readonly pareto?: { readonly alpha: number };
    };

export interface SessionsDocument extends ArrivalsDocument {
  readonly think: Quantity;
}

export interface JobsDocument {
  readonly cron: string | readonly string[];
  readonly zone?: string;
  readonly jitter?: string;
  readonly share?: number;
  readonly alike?: boolean;
}

/** What the calls of a source have in common; a call's own key beats it. */
export interface RequestDocument {
  readonly conversion?: number;
  readonly test?: number;
  readonly cost?: Quantity;
}

export interface SourceDocument extends RequestDocument {
  readonly name: string;
  readonly population: string;
  readonly zone?: string;
  readonly growth?: string;
  readonly latency?: Quantity;
  readonly arrivals?: ArrivalsDocument;
  readonly sessions?: SessionsDocument;
  readonly jobs?: JobsDocument;
  readonly calls?: readonly StepDocument[];
  readonly mix?: readonly StepDocument[];
  readonly draws?: Quantity;
}

export interface StepDocument extends RequestDocument {
  /** Method and path template: `GET /ad_accounts/{ad_account_id}/ads`. */
  readonly call?: string;
  readonly category?: string;
  /** A loop's steps, in place of an operation. */
  readonly calls?: readonly StepDocument[];
  readonly each?: 'ad_account';
  readonly share?: number;
  readonly wait?: Quantity;
  readonly chance?: number;
  readonly weight?: number;
  readonly times?: Quantity;
  readonly pages?: { readonly items: Quantity; readonly page_size: number };
  readonly batches?: { readonly items: Quantity; readonly size: number };
  readonly poll?: { readonly every: string; readonly up_to: string; readonly ready?: Quantity };
  readonly concurrency?: number;
  readonly pace?: Quantity;
}

export interface LaunchDocument {
  readonly name: string;
  readonly at: string;
  readonly factor: number;
  readonly length: string;
  readonly fade?: string;
  readonly sources?: readonly string[];
}

export interface HolidayDocument {
  readonly name: string;
  readonly date?: string;
  readonly from?: string;
  readonly to?: string;
  readonly factor: number;
  readonly sources?: readonly string[];
}
