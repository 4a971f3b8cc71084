import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { recordConsents } from "#app/domain/entries/commands/record-consents.server.ts";
import { listProofs, proofUploadSlug } from "#app/domain/entries/consent-proofs.server.ts";
import { parseFormCode } from "#app/domain/entries/form-code.server.ts";
import { answeredRows, consentRowSchema, consentSheetSchema } from "#app/domain/entries/model.ts";
import { listContestChildren } from "#app/domain/entries/queries/contest-children.server.ts";
import { findUnitContest } from "#app/domain/entries/queries/for-unit.server.ts";
import { act, type FormState, tryRow } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { uploadTransport } from "#app/http/uploads/mode.server.ts";
import { m } from "#app/paraglide/messages.js";
import { formatVnDate, vnDayOf } from "#app/platform/dates.ts";
import { ActionBar } from "#app/ui/action-bar.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pager } from "#app/ui/pager.tsx";
import { ChildRows, faultsOf } from "./child-rows.tsx";
import { addressOf, Filters } from "./filters.tsx";
import { moveInGrid } from "./grid-keys.ts";
import { removalForm, Shared } from "./shared.tsx";

/** A sheet that was saved in part: what was typed in the rows that were not, by their numbers. */
export type SheetState = FormState & { saved: number };

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const contest = await findUnitContest(ctx, args.params.slug ?? "");
    const query = new URL(args.request.url).searchParams;
    const code = query.get("code") ?? "";
    const lacking = query.get("view") !== "all";
    const [page, proofs] = await Promise.all([
      listContestChildren(ctx, contest.id, {
        lacking, code: code === "" ? null : (parseFormCode(code) ?? ""), after: query.get("after") ?? "",
      }),
      listProofs(ctx, contest.id),
    ]);
    const upload = { transport: uploadTransport(), slug: proofUploadSlug, contestId: contest.id };
    return { contest, page, proofs, upload, view: lacking ? "lacking" : "all", code, today: formatVnDate(vnDayOf(ctx.now)), day: vnDayOf(ctx.now) };
  });

/** Each row is a command of its own: one bad row hinders no other, and what is said to be saved is saved. */
export const action = (args: ActionFunctionArgs) =>
  act(args, consentSheetSchema, async (ctx, sheet) => {
    const contest = await findUnitContest(ctx, args.params.slug ?? "");
    const errors: Record<string, string> = {};
    let saved = 0;
    for (const { at, answer } of answeredRows(sheet)) {
      const outcome = await tryRow(consentRowSchema, answer, (form) => recordConsents(ctx, contest.id, form));
      if (outcome.ok) saved += 1;
      else for (const [field, words] of Object.entries(outcome.errors)) errors[`rows.${at}.${field}`] = words;
    }
    if (Object.keys(errors).length === 0) {
      const url = new URL(args.request.url);
      return redirectWithToast(url.pathname + url.search, saved > 0 ? m.consent_sheet_saved({ count: saved }) : m.consent_sheet_nothing());
    }
    const values = flat(sheet, Object.keys(errors));
    return data<SheetState>({ values, errors, formError: null, saved }, { status: 422 });
  });

/** The shared fields and the rows with a fault, as they were typed. */
function flat({ rows, ...shared }: ReturnType<typeof consentSheetSchema.parse>, faults: readonly string[]): FormState["values"] {
  const bad = new Set(faults.map((name) => Number(name.split(".")[1])));
  const typed = rows.flatMap((row, at) => (bad.has(at) ? Object.entries(row).map(([field, value]) => [`rows.${at}.${field}`, String(value)]) : []));
  return { ...shared, ...(Object.fromEntries(typed) as Record<string, string>) };
}

export default function UnitConsents() {
  const { contest, page, proofs, upload, view, code, today, day } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>() as SheetState | undefined;
  const busy = useNavigation().state === "submitting";
  const at = `/unit/contests/${contest.slug}/consents`;
  const typed = (name: string) => (typeof state?.values[name] === "string" ? state.values[name] : undefined) as string | undefined;
  return (
    <>
      <PageHeader
        back={<Link to={`/unit?contest=${contest.slug}`}>{m.unit_back_home()}</Link>}
        title={m.consent_sheet_title()} hint={m.consent_sheet_hint({ lacking: page.lacking, total: page.total })}
        actions={<LinkButton to={`${at}/forms.pdf${view === "lacking" ? "?lacking=yes" : ""}`} reloadDocument icon="print">{m.consent_sheet_print()}</LinkButton>}
      />
      <div className="stack">
        <Filters slug={contest.slug} view={view} code={code} counts={page} />
        {state ? <Note tone={state.saved > 0 ? "ok" : "info"} role="status" title={m.consent_sheet_partly({ count: state.saved })} /> : null}
        <FormError title={state?.formError ?? undefined} faults={faultsOf(page.rows, state, day)} />
        {page.rows.length === 0 ? (
          <EmptyState title={code ? m.consent_sheet_no_code() : m.consent_sheet_empty()} actions={<Link to={addressOf(contest.slug, { view: "all" })}>{m.consent_sheet_all()}</Link>} />
        ) : (
          <>
            <Form method="post" id={removalForm} preventScrollReset />
            <Form method="post" className="stack" onKeyDown={moveInGrid} preventScrollReset>
              <Shared proofs={proofs} upload={upload} typed={typed} at={at} today={today} />
              <ChildRows rows={page.rows} state={state} day={day} />
              <Pager nextTo={page.next ? addressOf(contest.slug, { view, after: page.next }) : null} />
              <ActionBar>
                <Button kind="primary" size="l" icon="disk" busy={busy} busyLabel={m.consent_sheet_saving()}>{m.consent_sheet_save()}</Button>
              </ActionBar>
            </Form>
          </>
        )}
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.consent_sheet_title() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
