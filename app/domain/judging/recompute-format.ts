import { z } from "zod";
import { AGGREGATION_METHODS } from "#app/domain/judging/aggregation.ts";
import { LOOK_OUTCOMES } from "#app/domain/judging/second-look.ts";
import { checkRecompute } from "#app/domain/judging/recompute-checks.ts";

/**
 * The file from which a result is recomputed with nothing else, version 1; docs/recompute-format.md explains it. Points,
 * limits and weights are whole hundredths. Unknown keys are refused, so that a misspelt one is not passed over.
 */
const id = z.string().trim().min(1).max(100);
const label = z.string().max(300).default("");
const hundredths = z.int().min(0).max(10_000_000);
const whole = z.int().min(-1_000_000).max(1_000_000);
const pair = z.strictObject({ entry: id, judge: id });

export const RECOMPUTE_METHODS = [...AGGREGATION_METHODS, "judge-effect"] as const;

const step = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("criterion"), criterion: id }),
  z.strictObject({ kind: z.literal("counts") }),
  z.strictObject({ kind: z.literal("head-judge") }),
  z.strictObject({ kind: z.literal("pairwise"), scores: z.record(id, whole) }),
  z.strictObject({ kind: z.literal("jury-vote"), votes: z.record(id, whole.min(0)) }),
  z.strictObject({ kind: z.literal("lots"), seed: z.string().max(200) }),
  z.strictObject({ kind: z.literal("shared") }),
]);

const criterion = z.strictObject({
  id,
  name: label,
  maxPoints: z.int().min(1).max(100_000),
  step: z.int().min(1).max(10_000),
  weight: z.int().min(1).max(10_000).default(100),
});

const judge = z.strictObject({ id, name: label, head: z.boolean().default(false), present: z.boolean().default(true) });

const assignment = z.strictObject({
  perEntry: z.union([z.literal("all"), z.int().min(1).max(100)]),
  conflicts: z.array(pair).default([]),
  panels: z.array(z.strictObject({ id, entries: z.array(id), judges: z.array(id) })).default([]),
});

const stated = z.strictObject({
  ranking: z.array(z.strictObject({ entry: id, rank: z.int().min(1), score: z.string().regex(/^\d+,\d\d$/) })).optional(),
  awards: z.array(z.strictObject({ entry: id, tier: id })).optional(),
  nominees: z.array(id).optional(),
});

const criteriaVersion = z.strictObject({
  number: z.int().min(2).max(1000),
  changes: z.array(z.strictObject({ number: z.int().min(2).max(1000), reason: z.string().max(2000) })),
});

/** `points` count; `firstPoints` are those before a second look, for information. */
const sheet = z.strictObject({
  ...pair.shape,
  submitted: z.boolean().default(true),
  paper: z.boolean().optional(),
  points: z.record(id, hundredths),
  secondLook: z.enum(LOOK_OUTCOMES).optional(),
  firstPoints: z.record(id, hundredths).optional(),
});

const ballot = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("stars"), stars: z.int().min(3).max(10).default(5) }),
  z.strictObject({ kind: z.literal("pass"), quorum: z.int().min(1).max(100), quorumIn: z.enum(["votes", "percent"]) }),
  z.strictObject({ kind: z.literal("choose"), picks: z.int().min(1).max(1000), exact: z.boolean().default(false) }),
]);

const category = z.strictObject({
  id,
  name: label,
  method: z.enum(RECOMPUTE_METHODS),
  criteria: z.array(criterion).min(1).max(20),
  /** Where criteria were changed after the opening: which version these are, and why each came. */
  criteriaVersion: criteriaVersion.optional(),
  judges: z.array(judge).min(1).max(200),
  entries: z.array(z.strictObject({ code: id, title: label })).min(1).max(100_000),
  sheets: z.array(sheet),
  chain: z.array(step).max(24),
  tiers: z.array(z.strictObject({ id, count: z.int().min(1).max(1000) })).default([]),
  quota: z.int().min(0).max(10_000).default(0),
  /** Spread of totals over which an entry is listed. */
  spreadLimit: hundredths.optional(),
  assignment: assignment.optional(),
  /** How judges voted, where not by points. */
  ballot: ballot.optional(),
  stated: stated.optional(),
});

export const recomputeFileSchema = z.strictObject({
  format: z.literal("vong-thi/recompute"),
  version: z.literal(1),
  contest: label,
  round: label,
  /** For the draws of the uncertain zone. */
  seed: z.string().min(1).max(200),
  categories: z.array(category).min(1).max(100),
});

export type RecomputeFile = z.output<typeof recomputeFileSchema>;
/** What a writer gives: fields with a default may be left out. */
export type RecomputeFileInput = z.input<typeof recomputeFileSchema>;
export type RecomputeCategory = RecomputeFile["categories"][number];

/**
 * What is wrong in a file, and where: "categories[0].sheets[3].points.tc1". `found` is the value there, shortened.
 * Words are made from `reason` and `params`.
 */
export type FileFault = { path: string; reason: string; params: Record<string, string | number>; found: string };
export type FileReading = { ok: true; file: RecomputeFile } | { ok: false; faults: FileFault[] };

/** Reads the text of a file: the whole of it, or every fault found; references are checked once all values are right. */
export function readRecompute(text: string): FileReading {
  const json = parseJson(text);
  if (!json.ok) {
    return { ok: false, faults: [{ path: "", reason: "not-json", params: { detail: json.detail }, found: shorten(text) }] };
  }
  const parsed = recomputeFileSchema.safeParse(json.value);
  const faults = parsed.success ? checkRecompute(parsed.data) : parsed.error.issues.flatMap(issueFaults);
  if (parsed.success && faults.length === 0) return { ok: true, file: parsed.data };
  const found = (path: readonly PropertyKey[]) => shorten(JSON.stringify(at(json.value, path)) ?? "");
  return { ok: false, faults: faults.map(({ path, ...fault }) => ({ path: written(path), ...fault, found: found(path) })) };
}

/** A fault before its path is written out. */
export type RawFault = { path: readonly PropertyKey[]; reason: string; params: Record<string, string | number> };

function parseJson(text: string): { ok: true; value: unknown } | { ok: false; detail: string } {
  try {
    return { ok: true, value: JSON.parse(text.replace(/^\ufeff/, "")) };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

function issueFaults(issue: z.core.$ZodIssue): RawFault[] {
  const { path } = issue;
  switch (issue.code) {
    case "invalid_type":
      return [{ path, reason: "expected-type", params: { type: issue.expected } }];
    case "invalid_value":
      return [{ path, reason: "expected-one-of", params: { values: issue.values.join(", ") } }];
    case "too_small":
      return [{ path, reason: `at-least-${issue.origin}`, params: { limit: Number(issue.minimum) } }];
    case "too_big":
      return [{ path, reason: `at-most-${issue.origin}`, params: { limit: Number(issue.maximum) } }];
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ path: [...path, key], reason: "unknown-key", params: {} }));
    case "invalid_union":
      return [{ path, reason: issue.discriminator ? "expected-step" : "expected-all-or-number", params: {} }];
    case "invalid_format":
      return [{ path, reason: "expected-score", params: {} }];
    default:
      return [{ path, reason: "expected-other", params: { detail: issue.message } }];
  }
}

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);

const written = (path: readonly PropertyKey[]): string =>
  path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("").replace(/^\./, "");

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);
