import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigate, useNavigation } from "@remix-run/react";
import { finishKeying, type KeyedStanding, saveKeyedRow } from "#app/domain/judging/commands/key-in.server.ts";
import { keyedRowSchema, keyingFormSchema } from "#app/domain/judging/model.ts";
import { scanUploadSlug } from "#app/domain/judging/paper-scans.server.ts";
import { findKeying } from "#app/domain/judging/queries/key-in.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act, type FormState, tryRow } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { uploadTransport } from "#app/http/uploads/mode.server.ts";
import { m } from "#app/paraglide/messages.js";
import { formatHundredths } from "#app/platform/decimal.ts";
import { ActionBar } from "#app/ui/action-bar.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatCount } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useRefresh } from "#app/ui/use-refresh.ts";
import { moveOnPaper } from "./key-grid.ts";
import { PaperRow } from "./paper-row.tsx";
import { Scans } from "./scans.tsx";
import { useRowSaves } from "./use-row-saves.ts";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const keyingId = args.params.keyingId ?? "";
    const query = new URL(args.request.url).searchParams;
    const differing = query.has("differing");
    const page = await findKeying(ctx, keyingId, { after: query.get("after") ?? "", differing });
    return { keyingId, page, differing, upload: { transport: uploadTransport(), slug: scanUploadSlug } };
  });

/** Every row is a command of its own: one bad row hinders no other, and what is said to be saved is saved. */
export const action = (args: ActionFunctionArgs) =>
  act(args, keyingFormSchema, async (ctx, { rows, next }) => {
    const keyingId = args.params.keyingId ?? "";
    const list = `/office/rounds/${args.params.roundId}/key-in`;
    const errors: Record<string, string> = {};
    let standing: KeyedStanding = { kind: "waiting" };
    for (const [sheetId, points] of Object.entries(rows)) {
      const outcome = await tryRow(keyedRowSchema, { points }, async (row) => {
        standing = await saveKeyedRow(ctx, keyingId, sheetId, row.points);
      });
      if (outcome.ok) continue;
      for (const [field, words] of Object.entries(outcome.errors)) errors[`rows.${sheetId}${field.replace(/^points/, "")}`] = words;
    }
    if (Object.keys(errors).length > 0) return data<FormState>({ values: flat(rows), errors, formError: null }, { status: 422 });
    if (next === "finish") standing = await finishKeying(ctx, keyingId);
    const url = new URL(args.request.url);
    url.searchParams.delete("index");
    if (next === "save" && standing.kind === "waiting") return redirectWithToast(url.pathname + url.search, m.keyin_saved());
    return redirectWithToast(standing.kind === "differs" ? `${list}/${keyingId}?differing=1` : list, told(standing));
  });

const flat = (rows: Record<string, Record<string, string>>): FormState["values"] =>
  Object.fromEntries(Object.entries(rows).flatMap(([sheetId, cells]) => Object.entries(cells).map(([id, typed]) => [`rows.${sheetId}.${id}`, typed])));

function told(standing: KeyedStanding): string {
  if (standing.kind === "recorded") return m.keyin_told_recorded({ count: formatCount(standing.sheets) });
  return standing.kind === "differs" ? m.keyin_told_differs({ count: formatCount(standing.cells) }) : m.keyin_told_waiting();
}

export default function Keying() {
  const { keyingId, page, differing, upload } = useLoaderData<typeof loader>();
  const { typed, error, formError, faults } = fieldState(useActionData<typeof action>());
  const [navigate, refresh] = [useNavigate(), useRefresh()];
  const busy = useNavigation().state === "submitting";
  const list = `/office/rounds/${page.paper.roundId}/key-in`;
  const { save, states } = useRowSaves(`${list}/${keyingId}`, ({ kind }) => (kind === "recorded" ? void navigate(list) : refresh()));
  const next = page.next && `?after=${encodeURIComponent(page.next)}${differing ? "&differing=1" : ""}`;
  const fresh = page.rows.filter(({ sheetId, points }) => states[sheetId]?.kind === "saved" && Object.keys(points).length === 0).length;
  return (
    <>
      <PageHeader
        back={<Link to={list}>{m.keyin_title()}</Link>} title={m.keyin_page_title({ judge: page.judgeName })}
        hint={m.keyin_page_hint({ category: page.categoryName, turn: page.turn })}
      />
      <div className="stack">
        {page.differing > 0 ? (
          <Note tone="warn" title={m.keyin_differing_note({ count: formatCount(page.differing) })}>
            <Link to={differing ? "." : "?differing=1"}>{differing ? m.keyin_all_rows() : m.keyin_only_differing()}</Link>
          </Note>
        ) : page.finished ? <Note tone="info">{m.keyin_finished_note()}</Note> : null}
        <p className="num">{m.keyin_progress({ keyed: formatCount(page.keyed + fresh), sheets: formatCount(page.sheets) })}</p>
        <ul className="small muted">
          {page.criteria.map(({ id, name, maxPoints, step }, index) => (
            <li key={id}>{m.keyin_criterion({ number: index + 1, name, max: formatHundredths(maxPoints), step: formatHundredths(step) })}</li>
          ))}
        </ul>
        <FormError title={formError ?? faults[0]?.message} />
        <Form method="post" className="stack" onKeyDown={moveOnPaper} preventScrollReset>
          <ol className="key-rows">
            {page.rows.map((row) => (
              <PaperRow key={row.sheetId} {...{ row, criteria: page.criteria, typed, error, state: states[row.sheetId], save }} />
            ))}
          </ol>
          <ActionBar>
            <Button name="next" value="save" icon="disk" busy={busy}>{m.keyin_save()}</Button>
            {next ? (
              <LinkButton to={next} kind="primary" iconAfter="next" rel="next">{m.ui_pager_next()}</LinkButton>
            ) : (
              <Button name="next" value="finish" kind="primary" icon="check" busy={busy}>{m.keyin_finish()}</Button>
            )}
          </ActionBar>
        </Form>
        <Scans {...{ scans: page.scans, paper: page.paper, keyingId, upload }} />
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.keyin_title()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
