import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { failureResponse } from "#app/http/failures.server.ts";
import { readFormData } from "#app/http/form-body.server.ts";
import { safePath } from "#app/http/signed-in.server.ts";
import { cookieName, isLocale } from "#app/paraglide/runtime.js";
import { isDomainError } from "#app/platform/domain-error.ts";

/** Keeps the reader's language for a year and goes back to where they were. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await readFormData(request).catch((error: unknown) => {
    throw isDomainError(error) ? failureResponse(error) : error;
  });
  const locale = form.get("locale");
  const headers = new Headers();
  if (isLocale(locale)) headers.append("Set-Cookie", `${cookieName}=${locale}; Path=/; Max-Age=31536000; SameSite=Lax`);
  return redirect(safePath(String(form.get("back") ?? "/")) ?? "/", { headers });
}
