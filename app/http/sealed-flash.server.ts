import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { createCookie } from "@remix-run/node";
import { runtime } from "#app/platform/runtime.server.ts";

/** How long a printed secret may be shown again to the browser that asked for it. */
const KEPT_S = 10 * 60;

const cookie = createCookie("vt_issued", { httpOnly: true, sameSite: "lax", path: "/", maxAge: KEPT_S });

const key = () => Buffer.from(hkdfSync("sha256", runtime().secrets.session, "", "sealed-flash", 32));

/** `Set-Cookie` that carries a secret to the next page of the same browser, encrypted, for ten minutes. */
export async function sealFlash(value: object): Promise<string> {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key(), iv);
  const text = JSON.stringify({ value, until: runtime().clock().getTime() + KEPT_S * 1000 });
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return cookie.serialize(Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url"), {
    secure: runtime().env.site.origin.startsWith("https:"),
  });
}

/** The secret carried by this request, or null when there is none, it is too old or was tampered with. */
export async function openFlash<T extends object>(request: Request): Promise<T | null> {
  const raw: unknown = await cookie.parse(request.headers.get("Cookie"));
  if (typeof raw !== "string") return null;
  try {
    const bytes = Buffer.from(raw, "base64url");
    const decipher = createDecipheriv("aes-256-gcm", key(), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
    const { value, until } = JSON.parse(text) as { value: T; until: number };
    return until > runtime().clock().getTime() ? value : null;
  } catch {
    return null;
  }
}
