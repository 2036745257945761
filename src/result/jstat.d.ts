/** The part of jStat that is used: it ships no types. */
declare module 'jstat' {
  const library: {
    readonly jStat: {
      readonly studentt: {
        /** Quantile of Student's t. */
        inv(p: number, degreesOfFreedom: number): number;
      };
      readonly binomial: {
        /** P(X ≤ k). */
        cdf(k: number, trials: number, p: number): number;
      };
      readonly beta: {
        /** Quantile of the beta distribution. */
        inv(p: number, alpha: number, beta: number): number;
      };
    };
  };
  export default library;
}
