import type { FormState } from "#app/http/form.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";

/** For forms that are one button: a refusal goes back to the page it came from and is said there once. */
export async function refusalAsToast(outcome: unknown, url: string): Promise<Response> {
  if (outcome instanceof Response) return outcome;
  const { errors, formError } = (outcome as { data: FormState }).data;
  return redirectWithToast(url, formError ?? Object.values(errors)[0] ?? "");
}
