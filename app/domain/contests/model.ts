import { z } from "zod";
import { AGGREGATIONS, DIVISION_BASES, MEDIA, type PHASE_KINDS, PLAIN_STEPS, QUORUM_UNITS, SCHEDULED_PHASES } from "./kinds.ts";

export type PhaseKind = (typeof PHASE_KINDS)[number];

const scheduledPhaseSchema = z.enum(SCHEDULED_PHASES);

const mediumSchema = z.enum(MEDIA);
export type Medium = z.infer<typeof mediumSchema>;

const aggregationSchema = z.enum(AGGREGATIONS);
export type Aggregation = z.infer<typeof aggregationSchema>;

const divisionBasisSchema = z.enum(DIVISION_BASES);
export type DivisionBasis = z.infer<typeof divisionBasisSchema>;

/**
 * A step of the tie-break chain as the rules state it. A criterion is named by its position in the rubric (1
 * is the first), so that one chain serves every category; `awards/ranking.ts` resolves it to the criterion's
 * id.
 */
const tieBreakStepSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("criterion"), position: z.int().min(1).max(20) }),
  z.object({ kind: z.enum(PLAIN_STEPS) }),
]);
export type TieBreakSetup = z.infer<typeof tieBreakStepSchema>;

const name = z.string().trim().min(1).max(200);
const code = z.string().regex(/^[A-Z0-9]{1,10}$/);
const moment = z.iso.datetime({ offset: true });
const isoDay = z.iso.date();

/** Small enough for a label and a file name: lower case, digits, single hyphens. */
const slugSchema = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);

/** What a file of a category must be. Sizes in bytes, durations in milliseconds, the long side in pixels. */
const fileRulesSchema = z.object({
  types: z.array(z.string().regex(/^(?:image|video)\/[a-z0-9.+-]+$/)).min(1),
  maxBytes: z.int().positive(),
  minLongSidePx: z.int().nonnegative().optional(),
  minDurationMs: z.int().nonnegative().optional(),
  maxDurationMs: z.int().positive().optional(),
});
export type FileRules = z.infer<typeof fileRulesSchema>;

/**
 * A division (bảng): children of classes or full ages `from`–`to`, both included; ages are counted on
 * `referenceDate` (ISO), which the basis "age" needs.
 */
const divisionSchema = z.object({
  code,
  name,
  basis: divisionBasisSchema,
  from: z.int().min(0).max(30),
  to: z.int().min(0).max(30),
  referenceDate: isoDay.optional(),
});
export type DivisionRule = z.infer<typeof divisionSchema>;

/**
 * A criterion of a rubric. `maxPoints` and `step` in hundredths of a point; `weight` in hundredths, 100 is
 * once.
 */
const criterionSchema = z.object({
  name,
  guidance: z.string().max(2000).default(""),
  maxPoints: z.int().positive().max(100_000),
  step: z.int().positive().max(10_000),
  weight: z.int().positive().max(10_000).default(100),
});

/** How many entries of a category one unit should and may send, and one child may share in; left out is no limit. */
const limitsSchema = z.object({
  perUnitMin: z.int().min(1).max(10_000).optional(),
  perUnitMax: z.int().min(1).max(10_000).optional(),
  perChildMax: z.int().min(1).max(100).optional(),
});
export type EntryLimits = z.infer<typeof limitsSchema>;

const categorySchema = z.object({
  code,
  name,
  medium: mediumSchema,
  minAuthors: z.int().min(1).max(10),
  maxAuthors: z.int().min(1).max(10),
  file: fileRulesSchema,
  limits: limitsSchema.optional(),
  divisions: z.array(divisionSchema).max(12),
  criteria: z.array(criterionSchema).min(1).max(20),
});
export type CategorySetup = z.infer<typeof categorySchema>;

/** A dated phase; `startsAt` included, `endsAt` not: at the stroke of the deadline intake is closed. */
const phaseSetupSchema = z.object({ kind: scheduledPhaseSchema, startsAt: moment, endsAt: moment });
export type PhaseSetup = z.infer<typeof phaseSetupSchema>;

/** An award tier of one category, `count` places; tiers stand in order, the best first. Money in đồng. */
const tierSetupSchema = z.object({
  category: code,
  name,
  count: z.int().min(1).max(1000),
  prizeDong: z.int().nonnegative().default(0),
  gift: z.string().max(200).default(""),
});

/** How many entries of a category the round may nominate for the next round. */
const quotaSetupSchema = z.object({ category: code, count: z.int().min(1).max(10_000) });

/**
 * The ballot of a category where it is not the rubric. "stars": one to `stars`. "pass": an entry passes with `quorum` judges, or that per cent of
 * those who voted. "choose": each judge picks at most `picks` works, or just as many where `exact`.
 */
const ballotSetupSchema = z.discriminatedUnion("kind", [
  z.object({ category: code, kind: z.literal("stars"), stars: z.int().min(3).max(10).default(5) }),
  z.object({ category: code, kind: z.literal("pass"), quorum: z.int().min(1).max(100), quorumIn: z.enum(QUORUM_UNITS) }),
  z.object({ category: code, kind: z.literal("choose"), picks: z.int().min(1).max(1000), exact: z.boolean().default(false) }),
]);
export type BallotSetup = z.infer<typeof ballotSetupSchema>;

const roundSetupSchema = z.object({
  name,
  unitCode: z.string().trim().max(40).optional(),
  unitName: name.optional(),
  codePrefix: z.string().regex(/^[A-Z0-9]{1,6}$/),
  phases: z.array(phaseSetupSchema).max(SCHEDULED_PHASES.length),
  /** Minutes after the deadline in which what is under way is still taken; not announced. */
  graceMinutes: z.int().min(0).max(1440).optional(),
  aggregation: aggregationSchema,
  /** Two judges' totals of one entry further apart than this (hundredths) call for a second look. */
  spreadLimit: z.int().min(1).max(1_000_000).optional(),
  tieBreakSteps: z.array(tieBreakStepSchema).max(24),
  tiers: z.array(tierSetupSchema),
  quotas: z.array(quotaSetupSchema),
  ballots: z.array(ballotSetupSchema).max(20).optional(),
});
export type RoundSetup = z.infer<typeof roundSetupSchema>;

/**
 * A contest's whole set-up as it is exported and imported (JSON). This checks each value; what must agree
 * between values is checked by `checkSetup` in `setup-check.ts`.
 */
export const contestSetupSchema = z.object({
  version: z.literal(1).default(1),
  contest: z.object({
    slug: slugSchema,
    name,
    theme: z.string().trim().max(200),
    lead: z.string().trim().max(2000),
    year: z.int().min(2000).max(2100),
  }),
  rules: z.object({ text: z.string().max(100_000), document: z.string().trim().max(200).default("") }),
  categories: z.array(categorySchema).min(1).max(20),
  rounds: z.array(roundSetupSchema).min(1).max(10),
});
export type ContestSetup = z.infer<typeof contestSetupSchema>;
