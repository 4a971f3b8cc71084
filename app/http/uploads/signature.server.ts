import { createHmac, timingSafeEqual } from "node:crypto";

/** Who signs: UploadThing's own token, or one derived from the site's secret for the embedded ingest. */
export interface SigningKey {
  apiKey: string;
  appId: string;
}

/** What a presigned address promises about one upload. */
export interface SignedUpload {
  key: string;
  name: string;
  bytes: number;
  type: string;
  slug: string;
  customId: string;
  expired: boolean;
}

const prefix = "hmac-sha256=";

/** UploadThing's signature of a text: `hmac-sha256=` and 64 hex digits. */
export const sign = (text: string, apiKey: string): string =>
  prefix + createHmac("sha256", apiKey).update(text).digest("hex");

/** Compares two signatures in constant time. */
function sameSignature(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}

/** The key of the embedded ingest, derived from the site's secret so that addresses survive a restart. */
export const embeddedKey = (secret: string): SigningKey => ({
  apiKey: `sk_live_${createHmac("sha256", secret).update("embedded ingest").digest("hex")}`,
  appId: "vongthi0",
});

/** The token in the form in which UploadThing's library wants it. */
export const tokenOf = ({ apiKey, appId }: SigningKey): string =>
  Buffer.from(JSON.stringify({ apiKey, appId, regions: ["here"], ingestHost: "embedded.invalid" })).toString(
    "base64"
  );

const keyShape = /^[A-Za-z0-9]{20,80}$/;

/**
 * Verifies a presigned address `/<key>?…&signature=…` against the public address of the ingest. The signature
 * covers the whole address, so it is rebuilt from our settings; what the Host header says is never used.
 * Null when the signature, the identifier or the shape is wrong.
 */
export function verifyPresigned(
  pathAndQuery: string,
  ingestUrl: string,
  signer: SigningKey,
  now: Date
): SignedUpload | null {
  const full = ingestUrl + pathAndQuery;
  const cut = full.lastIndexOf("&signature=");
  if (cut < 0) return null;
  try {
    const given = decodeURIComponent(full.slice(cut + "&signature=".length));
    if (!sameSignature(given, sign(full.slice(0, cut), signer.apiKey))) return null;
    const url = new URL(full);
    const value = (name: string) => decodeURIComponent(url.searchParams.get(name) ?? "");
    const key = url.pathname.split("/").pop() ?? "";
    if (value("x-ut-identifier") !== signer.appId || !keyShape.test(key)) return null;
    return {
      key,
      name: value("x-ut-file-name"),
      bytes: Number(value("x-ut-file-size")),
      type: value("x-ut-file-type"),
      slug: value("x-ut-slug"),
      customId: value("x-ut-custom-id"),
      expired: !(Number(value("expires")) > now.getTime()),
    };
  } catch {
    return null;
  }
}
