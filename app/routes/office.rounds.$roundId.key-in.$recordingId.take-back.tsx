import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useParams } from "@remix-run/react";
import { takeBackPaper } from "#app/domain/judging/commands/key-in.server.ts";
import { reasonSchema } from "#app/domain/judging/model.ts";
import { findPaperNames } from "#app/domain/judging/queries/key-in.server.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { ReasonForm } from "#app/http/reason-form.tsx";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { formatCount } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => findPaperNames(ctx, args.params.roundId ?? "", args.params.recordingId ?? ""));

export const action = (args: ActionFunctionArgs) =>
  act(args, reasonSchema, async (ctx, { reason }) => {
    const { sheets } = await takeBackPaper(ctx, args.params.recordingId ?? "", reason);
    return redirectWithToast(`/office/rounds/${args.params.roundId}/key-in`, m.keyin_take_back_done({ count: formatCount(sheets) }));
  });

export default function PaperTakeBack() {
  const { roundId } = useParams();
  const paper = useLoaderData<typeof loader>();
  const page = `/office/rounds/${roundId}/key-in`;
  return (
    <>
      <PageHeader
        back={<Link to={page}>{m.keyin_title()}</Link>}
        title={m.keyin_take_back_question(paper)} hint={m.keyin_take_back_hint()}
      />
      <ReasonForm answer={useActionData<typeof action>()} cancelTo={page} label={m.keyin_reason()} does={m.keyin_take_back_do()} />
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.keyin_take_back_do()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
