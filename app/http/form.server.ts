import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import type { z } from "zod";
import { audiencesOf } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { parkForm } from "#app/domain/people/parked-forms.server.ts";
import { type DomainError, type FailureParams, isDomainError } from "#app/platform/domain-error.ts";
import { runtime } from "#app/platform/runtime.server.ts";
import { audienceOf } from "./audience.ts";
import { failureResponse, statusOf } from "./failures.server.ts";
import { type FormValues, formTree, readFormData, typedValues } from "./form-body.server.ts";
import type { PublicContext } from "./page.server.ts";
import { actorOfRequest, tokenOf } from "./session.server.ts";
import { reasonWords } from "./words.server.ts";

/** What a refused form gets back: everything typed, a sentence for each field at fault, one for the whole. */
export type FormState = { values: FormValues; errors: Record<string, string>; formError: string | null };

type Outcome<T> = Promise<T | Response | ReturnType<typeof data<FormState>>>;

/**
 * Runs a form's command for a signed-in person of this part of the site. Bad input and refusals come back as
 * `FormState` with their status and nothing typed is lost; an expired session parks the form until sign-in.
 * `maxBytes` is for the few forms that carry a file.
 */
export async function act<S extends z.ZodType, T>(
  args: ActionFunctionArgs,
  schema: S,
  run: (ctx: Context, value: z.output<S>) => Promise<T>,
  { maxBytes }: { maxBytes?: number } = {},
): Outcome<T> {
  const { request } = args;
  const url = new URL(request.url);
  const actor = await actorOfRequest(args);
  const form = await readForm(request, maxBytes);
  if (!actor) throw redirect(await signInFirst(request, url, form));
  const audience = audienceOf(url.pathname);
  if (audience !== "public" && !audiencesOf(actor).includes(audience)) throw new Response(null, { status: 404 });
  return submit(form, schema, (value) => run({ db: runtime().db, actor, now: runtime().clock() }, value));
}

/** As `act`, for forms that anybody may send (sign-in, set-up). */
export async function actPublic<S extends z.ZodType, T>(
  args: ActionFunctionArgs,
  schema: S,
  run: (ctx: PublicContext, value: z.output<S>) => Promise<T>,
): Outcome<T> {
  const form = await readForm(args.request);
  const actor = await actorOfRequest(args);
  return submit(form, schema, (value) => run({ db: runtime().db, actor, now: runtime().clock() }, value));
}

async function readForm(request: Request, maxBytes?: number): Promise<FormData> {
  try {
    return await readFormData(request, maxBytes);
  } catch (error) {
    if (isDomainError(error)) throw failureResponse(error);
    throw error;
  }
}

async function signInFirst(request: Request, url: URL, form: FormData): Promise<string> {
  const token = await tokenOf(request.headers.get("Cookie"));
  const { db, clock } = runtime();
  const path = url.pathname.replace(/\.data$/, "") + url.search;
  const parked = token ? await parkForm(db, clock(), { token, path, values: typedValues(form) }) : null;
  return `/sign-in?${parked ? `parked=${parked}` : `to=${encodeURIComponent(path)}`}`;
}

async function submit<S extends z.ZodType, T>(
  form: FormData,
  schema: S,
  run: (value: z.output<S>) => Promise<T>,
): Outcome<T> {
  const values = typedValues(form);
  const parsed = schema.safeParse(formTree(form));
  if (!parsed.success) return refused(values, fieldErrors(parsed.error), null, 422);
  try {
    return await run(parsed.data);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    // Not visible means not there, for writes as for reads.
    if (error.kind === "not-found") throw failureResponse(error);
    return refusal(values, error);
  }
}

/**
 * Runs a command for one row of a form, so that one bad row hinders no other: the faults come by field, those of the
 * row as a whole under "". What is not there is such a fault.
 */
export async function tryRow<S extends z.ZodType, T>(
  schema: S,
  row: unknown,
  run: (value: z.output<S>) => Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; errors: Record<string, string> }> {
  const parsed = schema.safeParse(row);
  if (!parsed.success) return { ok: false, errors: fieldErrors(parsed.error) };
  try {
    return { ok: true, value: await run(parsed.data) };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { ok: false, errors: { [error.field ?? ""]: reasonWords(error.reason, error.params) } };
  }
}

function refusal(values: FormValues, error: DomainError) {
  const words = reasonWords(error.reason, error.params);
  const errors = error.field ? { [error.field]: words } : {};
  return refused(values, errors, error.field ? null : words, statusOf[error.kind]);
}

const refused = (values: FormValues, errors: Record<string, string>, formError: string | null, status: number) =>
  data<FormState>({ values, errors, formError }, { status });

function fieldErrors(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) errors[issue.path.join(".")] ??= issueWords(issue);
  return errors;
}

const byCode: Record<string, string> = {
  too_small: "too-small",
  too_big: "too-big",
  invalid_type: "required",
  invalid_value: "not-a-choice",
};

/** A schema's own message is a reason key; the library's English defaults are worded by their code. */
function issueWords(issue: z.core.$ZodIssue): string {
  if (/^[a-z][a-z0-9-]*$/.test(issue.message)) return reasonWords(issue.message, issueParams(issue));
  return reasonWords(byCode[issue.code ?? ""] ?? "not-valid", issueParams(issue));
}

/** The numbers of a sentence: a schema's own issue brings them along, the library's has a bound. */
function issueParams(issue: z.core.$ZodIssue): FailureParams {
  const params: FailureParams = {};
  if (issue.code === "custom") Object.assign(params, issue.params);
  if ("minimum" in issue) params.minimum = Number(issue.minimum);
  if ("maximum" in issue) params.maximum = Number(issue.maximum);
  return params;
}
