import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { type ComparedSheet, findCompared } from "#app/domain/judging/queries/compare.server.ts";
import { voteWord } from "#app/http/ballot-words.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { formatCount, formatScore } from "#app/ui/format.ts";
import { IconLink } from "#app/ui/icon-button.tsx";
import { JuryFrame } from "#app/ui/jury-frame.tsx";
import { KeyList } from "#app/ui/key-hint.tsx";
import { ComparedWork } from "#app/ui/zoom/compared-work.tsx";
import { type LinkedView, linkedFit } from "#app/ui/zoom/linked-view.ts";
import { useJury } from "./jury.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const roundId = args.params.roundId ?? "";
    const ids = new URL(args.request.url).searchParams.getAll("sheet");
    if (new Set(ids).size < 2) throw await redirectWithToast(`/jury/rounds/${roundId}`, m.errors_compare_too_few());
    return { roundId, sheets: await findCompared(ctx, roundId, ids) };
  });

type PaneProps = { sheet: ComparedSheet; view: LinkedView; onView: (next: (view: LinkedView) => LinkedView) => void };

function Pane({ without, ...props }: PaneProps & { without: string | null }) {
  const { id, blindCode, title, points, ballot, criteria, picture, mime } = props.sheet;
  return (
    <li className="stack min-w-0">
      <ComparedWork picture={picture} mime={mime} title={`${blindCode} ${title}`} view={props.view} onView={props.onView} />
      <div className="flex items-center justify-between gap-3">
        <h2 className="min-w-0">
          <Link to={`/jury/sheets/${id}`} className="num underline">{blindCode}</Link> <span className="hand text-xl">{title}</span>
        </h2>
        <span className="flex items-center gap-2">
          <b className="num text-xl">{ballot ? voteWord(ballot, points) : formatScore(points)}</b>
          {without ? <IconLink to={without} icon="close" label={m.lighttable_compare_without({ code: blindCode })} /> : null}
        </span>
      </div>
      {ballot ? null : <dl className="compare-points">
        {criteria.map((criterion) => (
          <div key={criterion.id}>
            <dt className="muted">{criterion.name}</dt>
            <dd><b className="num">{formatScore(criterion.points)}</b></dd>
          </div>
        ))}
      </dl>}
    </li>
  );
}

export default function Compare() {
  const { roundId, sheets } = useLoaderData<typeof loader>();
  const { theme } = useJury();
  const [view, setView] = useState<LinkedView>(linkedFit);
  const table = `/jury/rounds/${roundId}?category=${sheets[0]?.categoryId ?? ""}`;
  const without = (left: string) =>
    `/jury/rounds/${roundId}/compare?${sheets.filter(({ id }) => id !== left).map(({ id }) => `sheet=${id}`).join("&")}`;
  return (
    <JuryFrame
      title={m.lighttable_compare_title()}
      place={m.lighttable_compare_count({ count: formatCount(sheets.length) })}
      theme={theme}
      actions={<LinkButton to={table} kind="tertiary" icon="grid">{m.jury_light_table()}</LinkButton>}
    >
      <ul className="compare-works">
        {sheets.map((sheet) => (
          <Pane key={sheet.id} sheet={sheet} view={view} onView={setView} without={sheets.length > 2 ? without(sheet.id) : null} />
        ))}
      </ul>
      <div className="small muted mt-4">
        <KeyList keys={[{ keys: ["+", "−"], does: m.lighttable_keys_together() }]} />
      </div>
    </JuryFrame>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.lighttable_compare_title()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
