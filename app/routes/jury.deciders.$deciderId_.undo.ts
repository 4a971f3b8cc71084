import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { undoDeciderAnswer } from "#app/domain/awards/commands/answer-decider.server.ts";
import { undoAnswerSchema } from "#app/domain/awards/model.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";

/** The judge's last answer, taken back. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const deciderId = args.params.deciderId ?? "";
  const page = `/jury/deciders/${deciderId}`;
  const outcome = await act(args, undoAnswerSchema, async (ctx, { answerId }) => {
    await undoDeciderAnswer(ctx, deciderId, answerId);
    return redirect(page);
  });
  return refusalAsToast(outcome, page);
}
