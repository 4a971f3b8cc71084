import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { type SheetFilter, sheetFilters } from "#app/domain/judging/sheet-states.ts";
import { readMark, markText, type TableMark, type TableOrder, tableOrders } from "#app/domain/judging/table-order.ts";
import { findOwnChoice } from "#app/domain/judging/queries/choice.server.ts";
import { listOwnTotals, listSheets } from "#app/domain/judging/queries/light-table.server.ts";
import { listJudgeRounds } from "#app/domain/judging/queries/rounds.server.ts";
import { listAskedSheets } from "#app/domain/judging/queries/second-looks.server.ts";
import { AskedLooks } from "#app/http/asked-looks.tsx";
import { JuryActions } from "#app/http/jury-actions.tsx";
import { progressOf } from "#app/http/jury-progress.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { DomainError } from "#app/platform/domain-error.ts";
import { RecalledNote } from "#app/http/recalled-note.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { IconLink } from "#app/ui/icon-button.tsx";
import { JuryFrame } from "#app/ui/jury-frame.tsx";
import { Pager } from "#app/ui/pager.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { useJury } from "../jury.tsx";
import { OwnScores, OwnVotes } from "./own-scores.tsx";
import { TableKeys } from "./table-keys.tsx";
import { Table } from "./table.tsx";

const filterOf = (text: string | null): SheetFilter => sheetFilters.find((filter) => filter === text) ?? "all";
const orderOf = (text: string | null): TableOrder => tableOrders.find((order) => order === text) ?? "place";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const query = new URL(args.request.url).searchParams;
    const round = (await listJudgeRounds(ctx)).find(({ roundId }) => roundId === args.params.roundId);
    if (!round) throw new DomainError("not-found", "round-not-found");
    const wanted = round.categories.find(({ id }) => id === query.get("category"));
    const category = wanted ?? round.categories.find(({ nextSheetId }) => nextSheetId) ?? round.categories[0] ?? null;
    const filter = filterOf(query.get("state"));
    const [order, starred] = [orderOf(query.get("sort")), query.has("stars")];
    const after = readMark(query.get("after"), order);
    const looks = round.looks > 0 ? (await listAskedSheets(ctx)).filter(({ roundId }) => roundId === round.roundId) : [];
    const view = { round, looks, category, filter, order, starred, after, picked: query.getAll("pick").slice(0, 1) };
    if (!category) return { ...view, table: null, own: null, choice: null };
    const at = { roundId: round.roundId, categoryId: category.id };
    const choice = category.ballot?.kind === "choose" ? await findOwnChoice(ctx, at) : null;
    return { ...view, table: await listSheets(ctx, { ...at, filter, order, starred, after }), own: await listOwnTotals(ctx, at), choice };
  });

const orderWords: Record<TableOrder, () => string> = { place: m.lighttable_sort_place, own: m.lighttable_sort_own };
const words: Record<SheetFilter, () => string> = {
  all: m.jury_filter_all, open: m.jury_filter_open, later: m.tasks_filter_later, submitted: m.jury_filter_submitted,
  abstained: m.tasks_filter_abstained,
};

export default function LightTable() {
  const { round, looks, category, filter, order, starred, after, picked, table, own, choice } = useLoaderData<typeof loader>();
  const { theme } = useJury();
  if (!category || !table || !own) {
    return (
      <JuryFrame title={round.roundName} theme={theme} actions={<JuryActions theme={theme} />}>
        <EmptyState title={m.jury_not_yet()}>{m.jury_no_rounds_text()}</EmptyState>
      </JuryFrame>
    );
  }
  const at = (state: SheetFilter, { from = null as TableMark | null, categoryId = category.id, sort = order, stars = starred } = {}) =>
    `/jury/rounds/${round.roundId}?${new URLSearchParams([
      ["category", categoryId], ["state", state], ...(sort === "own" ? [["sort", sort]] : []), ...(stars ? [["stars", "1"]] : []),
      ...(from ? [["after", markText(from, sort)]] : []), ...picked.map((id) => ["pick", id]),
    ])}`;
  const open = category.total - category.submitted;
  const { later, submitted, abstained } = category;
  const counts = { all: category.total + abstained, open, later, submitted, abstained };
  const shown = sheetFilters.filter((key) => (key !== "later" && key !== "abstained") || counts[key] > 0 || key === filter);
  return (
    <JuryFrame
      title={m.jury_round_title({ category: category.name })}
      theme={theme}
      progress={progressOf(category, choice)}
      actions={
        <>
          {round.phase === "judging" && category.nextSheetId && !choice ? (
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
              to: at("all", { categoryId: id }), label: name, count: total + declined, current: id === category.id,
            }))}
          />
        ) : null}
        <Tabs
          label={m.lighttable_sort()}
          tabs={tableOrders.map((sort) => ({ to: at(filter, { sort }), label: sort === "own" && category.ballot ? m.ballot_own_title() : orderWords[sort](), current: sort === order }))}
        />
        <IconLink
          to={at(filter, { stars: !starred })} icon="star" label={m.lighttable_favourites()} aria-current={starred ? "true" : undefined}
          className={starred ? "icon-btn-marked" : undefined} bordered
        />
      </div>
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_252px]">
        <div className="stack-wide">
          <AskedLooks sheets={looks} />
          <RecalledNote category={category} />
          {table.cells.length === 0 ? (
            <EmptyState title={starred ? m.lighttable_favourites_none() : filter === "open" ? m.jury_all_done() : m.jury_filter_empty()} />
          ) : (
            <Table
              key={category.id} roundId={round.roundId} categoryId={category.id} ballot={category.ballot} choice={choice}
              judging={round.phase === "judging"} cells={table.cells} picked={picked}
            />
          )}
          <Pager
            previousTo={after ? at(filter) : null}
            nextTo={table.next === null ? null : at(filter, { from: table.next })}
          />
        </div>
        <aside className="stack-wide content-start self-start lg:sticky lg:top-20">
          {category.ballot ? <OwnVotes totals={own.totals} ballot={category.ballot} /> : <OwnScores totals={own.totals} most={own.most} />}
          <TableKeys picks={choice !== null} />
        </aside>
      </div>
    </JuryFrame>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.category?.name ?? m.jury_light_table()} · ${m.common_app_name()}` },
];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
