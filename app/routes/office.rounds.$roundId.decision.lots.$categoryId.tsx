import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { drawLots } from "#app/domain/awards/commands/settle-ties.server.ts";
import { lotsFormSchema } from "#app/domain/awards/model.ts";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { TextField } from "#app/ui/field.tsx";
import { ChangeDialog } from "./office.rounds.$roundId.decision/change-dialog.tsx";

const pageOf = ({ params }: Pick<LoaderFunctionArgs, "params">) =>
  `/office/rounds/${params.roundId}/decision?category=${encodeURIComponent(params.categoryId ?? "")}`;

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    await findOfficeRound(ctx, args.params.roundId ?? "");
    return { back: pageOf(args) };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, lotsFormSchema, async (ctx, { seed }) => {
    const at = { roundId: args.params.roundId ?? "", categoryId: args.params.categoryId ?? "" };
    const drawn = await drawLots(ctx, at, seed);
    return redirectWithToast(pageOf(args), m.panel_lots_done({ seed: drawn.seed }));
  });

export default function Lots() {
  const { back } = useLoaderData<typeof loader>();
  const { field, formError } = fieldState(useActionData<typeof action>());
  return (
    <ChangeDialog question={m.panel_lots_title()} title="" back={back} formError={formError} save={m.panel_lots_draw()}>
      <p>{m.panel_lots_text()}</p>
      <TextField label={m.panel_lots_seed()} hint={m.panel_lots_seed_hint()} optional {...field("seed")} />
    </ChangeDialog>
  );
}

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
