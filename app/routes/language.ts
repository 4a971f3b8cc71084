import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { cookieName, isLocale } from "#app/paraglide/runtime.js";

/** Keeps the reader's language for a year and goes back to where they were. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const locale = form.get("locale");
  const back = String(form.get("back") ?? "/");
  const safe = /^\/(?!\/)/.test(back) ? back : "/";
  const headers = new Headers();
  if (isLocale(locale)) headers.append("Set-Cookie", `${cookieName}=${locale}; Path=/; Max-Age=31536000; SameSite=Lax`);
  return redirect(safe, { headers });
}
