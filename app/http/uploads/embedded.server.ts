import type { PartFiles } from "#app/domain/files/part-files.server.ts";
import { findUpload } from "#app/domain/files/uploads.server.ts";
import { runtime } from "#app/platform/runtime.server.ts";
import { partFiles } from "./conclusion.server.ts";
import { Ingest } from "./ingest.server.ts";
import { type UploadMode, uploadMode } from "./mode.server.ts";
import { answerUploadThing } from "./router.server.ts";
import { type SignedUpload, sign } from "./signature.server.ts";

type Embedded = Extract<UploadMode, { kind: "embedded" }>;

const fileData = (upload: SignedUpload, sha256: string, site: string) => {
  const url = `${site}/files/${upload.customId}/original`;
  const { name, type, customId, key, bytes: size } = upload;
  return { name, size, type, customId, key, url, appUrl: url, ufsUrl: url, fileHash: sha256 };
};

/** Tells the file router that an upload is whole, as UploadThing's service does, and picks up what it answers. */
async function deliver(mode: Embedded, upload: SignedUpload, sha256: string): Promise<unknown> {
  const file = fileData(upload, sha256, runtime().env.site.origin);
  const metadata = { customId: upload.customId };
  const body = JSON.stringify({ status: "uploaded", file, origin: mode.ingestUrl, metadata });
  const response = await answerUploadThing(
    new Request(`${mode.callbackUrl}?slug=${encodeURIComponent(upload.slug)}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "uploadthing-hook": "callback",
        "x-uploadthing-signature": sign(body, mode.signer.apiKey),
      },
      body,
    })
  );
  const told = mode.results.get(upload.key);
  mode.results.delete(upload.key);
  // The router swallows what its handlers throw and then sends no result.
  if (!response.ok || told === undefined) throw new Error(`upload ${upload.key} could not be concluded`);
  return { ...file, serverData: told };
}

async function expected(key: string) {
  const upload = await findUpload(runtime().db, key);
  if (!upload) return null;
  const { customId, name, bytes, settled, result } = upload;
  return { customId, name, bytes, settled, result: { serverData: result } };
}

let built: { mode: UploadMode; parts: PartFiles; ingest: Ingest } | null = null;

/** The ingest of this process, or null when uploads go to the hosted service. */
export function embeddedIngest(): Ingest | null {
  const mode = uploadMode();
  if (mode.kind !== "embedded") return null;
  const parts = partFiles();
  if (built?.mode === mode && built.parts === parts) return built.ingest;
  const ingest = new Ingest({
    ingestUrl: mode.ingestUrl,
    signer: mode.signer,
    parts,
    expected,
    deliver: (upload, sha256) => deliver(mode, upload, sha256),
    now: () => runtime().clock(),
    log: (message, facts) => runtime().log.warn(facts, message),
  });
  built = { mode, parts, ingest };
  return ingest;
}
