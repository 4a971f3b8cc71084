import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { revokeAccess } from "#app/domain/people/commands.server.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";

/** Revokes a person's links and ends their sessions. */
export async function action(args: ActionFunctionArgs) {
  const personId = args.params.personId ?? "";
  const url = `/office/people/${personId}`;
  const outcome = await act(args, z.object({}), async (ctx) => {
    await revokeAccess(ctx, personId);
    return redirectWithToast(url, m.office_people_revoked());
  });
  return refusalAsToast(outcome, url);
}
