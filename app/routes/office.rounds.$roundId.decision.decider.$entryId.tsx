import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { openDecider } from "#app/domain/awards/commands/deciders.server.ts";
import { findTieToCompare } from "#app/domain/awards/queries/ties.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { formatCount } from "#app/ui/format.ts";
import { ChangeDialog } from "./office.rounds.$roundId.decision/change-dialog.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const roundId = args.params.roundId ?? "";
    const tie = await findTieToCompare(ctx, roundId, args.params.entryId ?? "");
    return { tie, back: `/office/rounds/${roundId}/decision?category=${tie.categoryId}` };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, z.object({}), async (ctx) => {
    const roundId = args.params.roundId ?? "";
    const { deciderId } = await openDecider(ctx, roundId, { kind: "tie", roundEntryId: args.params.entryId ?? "" });
    return redirectWithToast(`/office/rounds/${roundId}/deciders/${deciderId}`, m.decider_opened());
  });

export default function OpenTie() {
  const { tie, back } = useLoaderData<typeof loader>();
  const { formError } = fieldState(useActionData<typeof action>());
  const question = m.decider_open_question({ count: formatCount(tie.codes.length), rank: tie.rank });
  return (
    <ChangeDialog question={question} title="" back={back} formError={formError} save={m.decider_open()}>
      <p className="num">{tie.codes.join(", ")}</p>
      <p>{m.decider_open_text()}</p>
    </ChangeDialog>
  );
}

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
