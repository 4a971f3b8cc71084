import { createCookie, redirect } from "@remix-run/node";

const toastCookie = createCookie("vt_toast", { httpOnly: true, sameSite: "lax", path: "/", maxAge: 60 });

/** Goes to `url` and shows `text` there once. */
export async function redirectWithToast(url: string, text: string): Promise<Response> {
  return redirect(url, { headers: { "Set-Cookie": await toastCookie.serialize(text) } });
}

/** The toast waiting in this request, with the header that takes it away. */
export async function takeToast(request: Request): Promise<{ text: string | null; headers: Headers }> {
  const headers = new Headers();
  const text: unknown = await toastCookie.parse(request.headers.get("Cookie"));
  if (typeof text !== "string" || text === "") return { text: null, headers };
  headers.append("Set-Cookie", await toastCookie.serialize("", { maxAge: 0 }));
  return { text, headers };
}
