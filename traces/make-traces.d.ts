/** The traces: file name, and what makes its text. */
export declare const TRACES: Readonly<
  Record<'ads-agency-week.csv' | 'indie-planner-week.csv', () => string>
>;
