import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { draftAssignment, publishAssignment } from "#app/domain/judging/commands/assignment.server.ts";
import { planSchema } from "#app/domain/judging/model.ts";
import { type AssignmentSetting, findAssignment, previewAssignment } from "#app/domain/judging/queries/assignment.server.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { formatCount } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { AskForm } from "./ask-form.tsx";
import { Preview } from "./preview.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const query = new URL(args.request.url).searchParams;
    const roundId = args.params.roundId ?? "";
    const { round, categories, judges } = await findAssignment(ctx, roundId);
    const category = categories.find(({ id }) => id === query.get("category")) ?? categories.find(({ entries }) => entries > 0) ?? categories[0]!;
    const per = Number(query.get("per"));
    const look = query.has("look");
    const perEntry = !look ? category.perEntry : Number.isSafeInteger(per) && per > 0 ? Math.min(per, 99) : null;
    const panel = look ? judges.map(({ id }) => id).filter((id) => query.getAll("judge").includes(id)) : (category.panel ?? []);
    const attempt = Math.min(999, Math.max(1, Math.trunc(Number(query.get("attempt"))) || 1));
    const may = judgingRules.publishAssignment(ctx.actor, round, ctx.now);
    const ask = { categoryId: category.id, perEntry, panel: panel.length > 0 ? panel : null, attempt };
    const ready = look && may && category.entries > 0 && judges.length > 0;
    const preview = ready ? await previewAssignment(ctx, roundId, ask) : null;
    const mayDraft = round.phase !== "judging" || (category.planned && !category.published);
    return { roundId, categories, judges, category, perEntry, panel, attempt, may, mayDraft, preview };
  });

export async function action(args: ActionFunctionArgs) {
  const page = `/office/rounds/${args.params.roundId}/assignment`;
  const outcome = await act(args, planSchema, async (ctx, { act: wanted, ...seen }) => {
    const roundId = args.params.roundId ?? "";
    await (wanted === "draft" ? draftAssignment : publishAssignment)(ctx, roundId, seen);
    const words = wanted === "draft" ? m.tasks_assignment_drafted() : m.tasks_assignment_published();
    return redirectWithToast(`${page}?category=${seen.categoryId}`, words);
  });
  return refusalAsToast(outcome, page);
}

function nowWords({ perEntry, panel, planned, published, entries }: AssignmentSetting): string {
  const each = perEntry === null ? m.tasks_assignment_now_all() : m.tasks_assignment_now_each({ count: formatCount(perEntry) });
  const parts = [m.tasks_assignment_entries({ count: formatCount(entries) }), each];
  if (panel) parts.push(m.tasks_assignment_now_panel({ count: formatCount(panel.length) }));
  if (planned && !published) parts.push(m.tasks_assignment_now_draft());
  return parts.join(" · ");
}

export default function Assignment() {
  const { roundId, categories, judges, category, perEntry, panel, attempt, may, mayDraft, preview } = useLoaderData<typeof loader>();
  const at = `/office/rounds/${roundId}/assignment`;
  return (
    <div className="stack-wide">
      <PageHeader title={m.tasks_assignment()} hint={m.tasks_assignment_hint()} />
      <Tabs
        label={m.tasks_assignment_categories()} look="pills"
        tabs={categories.map(({ id, name, entries }) => ({ to: `${at}?category=${id}`, label: name, count: entries, current: id === category.id }))}
      />
      <p><b>{m.tasks_assignment_now()}:</b> {nowWords(category)}</p>
      {category.entries === 0 || judges.length === 0 ? (
        <EmptyState title={judges.length === 0 ? m.office_judging_no_judges() : m.errors_assignment_no_entries()} />
      ) : null}
      {may && category.entries > 0 && judges.length > 0 ? <AskForm key={`${category.id} ${perEntry}`} {...{ category, judges, perEntry, panel, attempt }} /> : null}
      {preview ? (
        <Preview
          preview={preview} mayDraft={mayDraft}
          ask={{ categoryId: category.id, perEntry: perEntry === null ? "all" : String(perEntry), panel: panel.join(","), attempt }}
        />
      ) : null}
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.tasks_assignment()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
