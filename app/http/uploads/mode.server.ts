import { runtime } from "#app/platform/runtime.server.ts";
import { embeddedKey, type SigningKey, tokenOf } from "./signature.server.ts";

type Common = { token: string; callbackUrl: string };

/** Where bytes go: to UploadThing's service, or to the ingest inside this server. */
export type UploadMode =
  | (Common & { kind: "hosted" })
  | (Common & {
      kind: "embedded";
      ingestUrl: string;
      signer: SigningKey;
      /** What the router said of completed uploads, by key, until the ingest picks it up. */
      results: Map<string, unknown>;
    });

let current: { mode: UploadMode; origin: string; secret: string } | null = null;

/** The mode of this process: hosted when the operator gave a token, else embedded. */
export function uploadMode(): UploadMode {
  const { env, secrets } = runtime();
  const { origin } = env.site;
  const secret = env.uploads.token ?? secrets.upload;
  if (current?.origin === origin && current.secret === secret) return current.mode;
  const callbackUrl = `${origin}/api/uploadthing`;
  const signer = embeddedKey(secret);
  const mode: UploadMode = env.uploads.token
    ? { kind: "hosted", token: env.uploads.token, callbackUrl }
    : {
        kind: "embedded",
        token: tokenOf(signer),
        callbackUrl,
        ingestUrl: `${origin}/ingest`,
        signer,
        results: new Map(),
      };
  current = { mode, origin, secret };
  return mode;
}

/** What a page tells the browser about sending files. */
export const uploadTransport = () => ({
  endpoint: "/api/uploadthing",
  chunked: uploadMode().kind === "embedded",
});
