/** Something in a sound model that its author or reader should know. */
export interface LintFinding {
  /** `warning`: most likely a mistake, or a gap in the model. `note`: a fact that follows from the figures. */
  readonly level: 'warning' | 'note';
  /** What it is about: `TIER.ID` of a limit, or `category NAME`. */
  readonly subject: string;
  readonly message: string;
}
