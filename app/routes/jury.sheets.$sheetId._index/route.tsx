import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useRef, useState } from "react";
import { saveSheetTexts } from "#app/domain/judging/commands/jury-notes.server.ts";
import { deferSheet, takeUpSheet } from "#app/domain/judging/commands/put-off.server.ts";
import { keepFirstScore } from "#app/domain/judging/commands/second-looks.server.ts";
import { saveSheet } from "#app/domain/judging/commands/save-points.server.ts";
import { reopenSheet, submitSheet } from "#app/domain/judging/commands/submit-sheet.server.ts";
import { sheetFormSchema } from "#app/domain/judging/model.ts";
import { findOwnChoice } from "#app/domain/judging/queries/choice.server.ts";
import { findSheet, findSheetPlace } from "#app/domain/judging/queries/sheet.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { progressOf } from "#app/http/jury-progress.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { formatCount } from "#app/ui/format.ts";
import { IconButton, IconLink } from "#app/ui/icon-button.tsx";
import { JuryFrame } from "#app/ui/jury-frame.tsx";
import { useJury } from "../jury.tsx";
import { ScorePanel } from "./score-panel.tsx";
import { useKeys } from "./use-keys.ts";
import { useNextPicture } from "./use-next-picture.ts";
import { useQuiet } from "./use-quiet.ts";
import { WORK_SIZES, WorkStage } from "./work-stage.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const sheet = await findSheet(ctx, args.params.sheetId ?? "");
    const choice = sheet.ballot?.kind === "choose" ? await findOwnChoice(ctx, sheet) : null;
    return { sheet, place: await findSheetPlace(ctx, sheet), choice };
  });

/** A refusal because the page is behind what stands now shows what stands now; what was typed comes with the refusal. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

async function goOn(ctx: Context, sheetId: string, lastWords: string | null = null): Promise<Response> {
  const sheet = await findSheet(ctx, sheetId);
  const { nextOpenId } = await findSheetPlace(ctx, sheet);
  if (nextOpenId) return redirect(`/jury/sheets/${nextOpenId}`);
  if (lastWords) return redirectWithToast(`/jury/sheets/${sheetId}`, lastWords);
  return redirectWithToast(`/jury/rounds/${sheet.roundId}?category=${sheet.categoryId}`, m.jury_all_done());
}

type Staying = "save" | "reopen" | "take-up" | "keep";

/** What leaves the judge on the same sheet, and the words for it. */
async function stay(ctx: Context, sheetId: string, next: Staying, points: Record<string, number | null>): Promise<string> {
  if (next === "reopen") {
    await reopenSheet(ctx, sheetId);
    return m.jury_reopened();
  }
  if (next === "take-up") {
    await takeUpSheet(ctx, sheetId);
    return m.tasks_taken_up();
  }
  if (next === "keep") {
    await keepFirstScore(ctx, sheetId);
    return m.looks_kept();
  }
  await saveSheet(ctx, sheetId, points);
  return m.ui_saved();
}

export const action = (args: ActionFunctionArgs) =>
  act(args, sheetFormSchema, async (ctx, { points, texts, next }) => {
    const sheetId = args.params.sheetId ?? "";
    if (Object.keys(texts).length > 0) await saveSheetTexts(ctx, sheetId, texts);
    if (next === "submit") {
      await submitSheet(ctx, sheetId, points);
      return goOn(ctx, sheetId);
    }
    if (next === "later") {
      await deferSheet(ctx, sheetId, points);
      return goOn(ctx, sheetId, m.tasks_only_this_left());
    }
    const words = await stay(ctx, sheetId, next, points);
    return redirectWithToast(`/jury/sheets/${sheetId}`, words);
  });

export default function Sheet() {
  const { sheet, place, choice } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>() as FormState | undefined;
  const { theme } = useJury();
  const [keysOn, setKeysOn] = useKeys(sheet.id, place);
  const desk = useRef<HTMLDivElement>(null);
  const [quiet, setQuiet] = useQuiet(desk);
  const [hidden, setHidden] = useState(false);
  useNextPicture(place.nextPicture, WORK_SIZES);
  const table = `/jury/rounds/${sheet.roundId}?category=${sheet.categoryId}`;
  return (
    <JuryFrame
      title={m.jury_round_title({ category: sheet.categoryName })}
      place={m.jury_place({ index: formatCount(place.index), total: formatCount(place.works) })}
      theme={theme}
      body="table"
      progress={progressOf(place, choice)}
      actions={
        <>
          <LinkButton to={table} kind="tertiary" icon="grid">{m.jury_light_table()}</LinkButton>
          {place.previousId ? (
            <IconLink to={`/jury/sheets/${place.previousId}`} icon="back" label={m.ui_lightbox_previous()} bordered />
          ) : null}
          {place.nextId ? (
            <IconLink to={`/jury/sheets/${place.nextId}`} icon="next" label={m.ui_lightbox_next()} bordered />
          ) : null}
        </>
      }
    >
      <div ref={desk} className="score-desk" data-quiet={quiet || undefined} data-alone={(quiet && hidden) || undefined}>
        {quiet ? (
          <IconButton
            icon="list" className="score-sheet-switch" label={m.lighttable_full_sheet()} aria-pressed={!hidden} data-key="h"
            onClick={() => setHidden(!hidden)} bordered
          />
        ) : null}
        <WorkStage sheet={sheet} quiet={quiet} setQuiet={setQuiet} />
        <ScorePanel key={sheet.id} {...{ sheet, place, choice, state, keysOn, setKeysOn }} />
      </div>
    </JuryFrame>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.sheet.blindCode ?? ""} · ${m.common_app_name()}` },
];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
