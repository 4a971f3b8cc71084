import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { type SheetFilter, sheetFilters } from "#app/domain/judging/sheet-states.ts";
import { listOwnTotals, listSheets } from "#app/domain/judging/queries/light-table.server.ts";
import { listJudgeRounds } from "#app/domain/judging/queries/rounds.server.ts";
import { JuryActions } from "#app/http/jury-actions.tsx";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { DomainError } from "#app/platform/domain-error.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { JuryFrame } from "#app/ui/jury-frame.tsx";
import { Pager } from "#app/ui/pager.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { useJury } from "../jury.tsx";
import { Cell } from "./cell.tsx";
import { OwnScores } from "./own-scores.tsx";

const filterOf = (text: string | null): SheetFilter => sheetFilters.find((filter) => filter === text) ?? "all";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const query = new URL(args.request.url).searchParams;
    const round = (await listJudgeRounds(ctx)).find(({ roundId }) => roundId === args.params.roundId);
    if (!round) throw new DomainError("not-found", "round-not-found");
    const wanted = round.categories.find(({ id }) => id === query.get("category"));
    const category = wanted ?? round.categories.find(({ nextSheetId }) => nextSheetId) ?? round.categories[0] ?? null;
    const filter = filterOf(query.get("state"));
    const after = Number(query.get("after")) || 0;
    if (!category) return { round, category, filter, after, table: null, own: null };
    const at = { roundId: round.roundId, categoryId: category.id };
    return { round, category, filter, after, table: await listSheets(ctx, { ...at, filter, after }), own: await listOwnTotals(ctx, at) };
  });

const words: Record<SheetFilter, () => string> = {
  all: m.jury_filter_all, open: m.jury_filter_open, later: m.tasks_filter_later, submitted: m.jury_filter_submitted,
  abstained: m.tasks_filter_abstained,
};

export default function LightTable() {
  const { round, category, filter, after, table, own } = useLoaderData<typeof loader>();
  const { theme } = useJury();
  if (!category || !table || !own) {
    return (
      <JuryFrame title={round.roundName} theme={theme} actions={<JuryActions theme={theme} />}>
        <EmptyState title={m.jury_not_yet()}>{m.jury_no_rounds_text()}</EmptyState>
      </JuryFrame>
    );
  }
  const at = (state: SheetFilter, from = 0, categoryId = category.id) =>
    `/jury/rounds/${round.roundId}?category=${categoryId}&state=${state}${from ? `&after=${from}` : ""}`;
  const open = category.total - category.submitted;
  const { later, submitted, abstained } = category;
  const counts = { all: category.total + abstained, open, later, submitted, abstained };
  const shown = sheetFilters.filter((key) => (key !== "later" && key !== "abstained") || counts[key] > 0 || key === filter);
  return (
    <JuryFrame
      title={m.jury_round_title({ category: category.name })}
      theme={theme}
      progress={{ done: category.submitted, total: category.total, label: m.jury_scored_word() }}
      actions={
        <>
          {round.phase === "judging" && category.nextSheetId ? (
            <LinkButton to={`/jury/sheets/${category.nextSheetId}`} kind="primary">{m.jury_go_on()}</LinkButton>
          ) : null}
          <JuryActions theme={theme} />
        </>
      }
    >
      <div className="cluster mb-5 justify-between">
        <Tabs
          label={m.jury_filter_label()}
          tabs={shown.map((key) => ({ to: at(key), label: words[key](), count: counts[key], current: key === filter }))}
        />
        {round.categories.length > 1 ? (
          <Tabs
            label={m.jury_categories_label()}
            tabs={round.categories.map(({ id, name, total, abstained: declined }) => ({
              to: at("all", 0, id), label: name, count: total + declined, current: id === category.id,
            }))}
          />
        ) : null}
      </div>
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_252px]">
        <div className="stack-wide">
          {table.cells.length === 0 ? (
            <EmptyState title={filter === "open" ? m.jury_all_done() : m.jury_filter_empty()} />
          ) : (
            <ul className="light-table">
              {table.cells.map((cell, index) => (
                <Cell key={cell.id} cell={cell} eager={index < 8} />
              ))}
            </ul>
          )}
          <Pager
            previousTo={after > 0 ? at(filter) : null}
            nextTo={table.next === null ? null : at(filter, table.next)}
          />
        </div>
        <OwnScores totals={own.totals} most={own.most} />
      </div>
    </JuryFrame>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.category?.name ?? m.jury_light_table()} · ${m.common_app_name()}` },
];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
