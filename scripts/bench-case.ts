/** One thing to measure, against a bare program that does the same with nothing around it. */
export type BenchCase = {
  /** Short and stable, for example "upload-500mb". */
  id: string;
  /** What it says in the table. */
  title: string;
  unit: string;
  /** What the limit is about: the ratio value/baseline, or the value alone. */
  measure: "ratio" | "value";
  limit: number;
  /** Whether the measure has to stay at or below the limit, or at or above it. */
  bound: "most" | "least";
  /** Measures both in one run, medians where there is noise. `baseline` is null where nothing compares. */
  run(): Promise<{ value: number; baseline: number | null }>;
};

/** One line of the outcome. */
export type BenchResult = {
  id: string;
  /** Null when it could not be measured. */
  value: number | null;
  unit: string;
  baseline: number | null;
  ratio: number | null;
  limit: number;
  holds: boolean;
};
