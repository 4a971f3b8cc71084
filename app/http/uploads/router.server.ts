import { randomUUID } from "node:crypto";
import type { Json } from "@uploadthing/shared";
import { createRouteHandler, createUploadthing, UTFiles } from "uploadthing/remix";
import { UploadThingError } from "uploadthing/server";
import { z } from "zod";
import {
  type OfferedFile,
  type UploadGrant,
  uploadPolicy,
  uploadSlugs,
} from "#app/domain/files/policies.server.ts";
import { refuse, type Refusal } from "#app/domain/files/model.ts";
import { findUpload, openUpload } from "#app/domain/files/uploads.server.ts";
import { isDomainError } from "#app/platform/domain-error.ts";
import { runtime } from "#app/platform/runtime.server.ts";
import { actorOf } from "../session.server.ts";
import { concludeUpload } from "./conclusion.server.ts";
import { type UploadMode, uploadMode } from "./mode.server.ts";

/** What travels with an upload through the file router and back. */
const metadataShape = z.object({
  customId: z.uuid(),
  slug: z.string(),
  ownerId: z.uuid(),
  medium: z.enum(["image", "video"]).nullable(),
  purpose: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  name: z.string(),
  bytes: z.number(),
  declaredType: z.string(),
});

const codes = { "signed-out": "FORBIDDEN", "not-allowed": "FORBIDDEN" } as const;

class RefusedUpload extends UploadThingError<{ reason: string; params: Refusal["params"] }> {
  constructor({ reason, params }: Refusal) {
    const code = reason in codes ? codes[reason as keyof typeof codes] : "BAD_REQUEST";
    super({ code, message: reason, data: { reason, params } });
  }
}

async function grant(
  request: Request,
  slug: string,
  input: unknown,
  file: OfferedFile
): Promise<UploadGrant> {
  const policy = uploadPolicy(slug);
  if (!policy) throw new RefusedUpload(refuse("not-allowed"));
  const { db, clock } = runtime();
  const actor = await actorOf(request.headers.get("Cookie"));
  if (!actor) throw new RefusedUpload(refuse("signed-out"));
  const answer = await policy.begin({ db, actor, now: clock() }, { input, file }).catch((error: unknown) => {
    if (isDomainError(error)) return refuse(error.reason, error.params);
    throw error;
  });
  if (!answer.ok) throw new RefusedUpload(answer);
  if (file.bytes > answer.maxBytes) throw new RefusedUpload(refuse("too-large", { limit: answer.maxBytes }));
  return answer;
}

const longestName = 200;

/** One kind of upload for UploadThing. Types are not its business: the content decides, on arrival. */
function fileRoute(slug: string) {
  const build = createUploadthing({
    errorFormatter: (error) => ({ message: error.message, ...(error.data as object | undefined) }),
  });
  const limits = { maxFileSize: "16GB", maxFileCount: 1, acl: "private" } as const;
  return build({ blob: limits }, { awaitServerData: true, presignedURLTTL: "2 days" })
    .input(z.custom<Json>())
    .middleware(async ({ event, input, files }) => {
      const [file] = files;
      if (!file || files.length !== 1) throw new RefusedUpload(refuse("type-other"));
      if (file.size === 0) throw new RefusedUpload(refuse("empty"));
      const name = file.name.normalize("NFC").slice(-longestName);
      const offered = { name, bytes: file.size, declaredType: file.type };
      const { ownerId, medium, purpose } = await grant(event.request, slug, input, offered);
      const customId = randomUUID();
      return {
        customId,
        slug,
        ownerId,
        medium,
        purpose,
        ...offered,
        [UTFiles]: [{ ...file, name, customId }],
      };
    })
    .onUploadComplete(async ({ metadata, file }) => ({ ...(await concludeUpload(metadata.customId, file)) }));
}

const json = (body: unknown, status = 200) => Response.json(body, { status });

/**
 * Stands between UploadThing's library and its service. Notes each granted upload in our database before the
 * address leaves the house; in embedded mode it also is the service, without any request over the network.
 */
const betweenFetch =
  (mode: UploadMode): typeof fetch =>
  async (target, init) => {
    const request = new Request(target, init);
    const call = new URL(request.url).pathname.split("/").pop();
    const body = await request
      .clone()
      .json()
      .catch(() => null);
    if (call === "route-metadata") {
      const { db, clock } = runtime();
      const metadata = metadataShape.parse(body.metadata);
      const noted = await openUpload(db, { key: String(body.fileKeys[0]), ...metadata }, clock());
      if (!noted) return json({ ok: false }, 409);
    }
    if (mode.kind === "hosted") return fetch(request);
    if (call === "callback-result") mode.results.set(String(body.fileKey), body.callbackData);
    return json({ ok: true });
  };

type Handler = (args: { request: Request }) => Promise<Response>;

let handlers: { slugs: string; action: Handler; loader: Handler } | null = null;

function routeHandlers() {
  const slugs = uploadSlugs();
  if (handlers?.slugs === slugs.join()) return handlers;
  const mode = uploadMode();
  const router = Object.fromEntries(slugs.map((slug) => [slug, fileRoute(slug)]));
  const { action, loader } = createRouteHandler({
    router,
    config: {
      token: mode.token,
      isDev: false,
      handleDaemonPromise: "await",
      logLevel: "None",
      callbackUrl: mode.callbackUrl,
      ...(mode.kind === "embedded" && { ingestUrl: mode.ingestUrl }),
      fetch: betweenFetch(mode) as never,
    },
  });
  handlers = {
    slugs: slugs.join(),
    action: action as unknown as Handler,
    loader: loader as unknown as Handler,
  };
  return handlers;
}

const keyAttempts = 5;

async function isNoted(response: Response): Promise<boolean> {
  const [granted] = (await response.clone().json()) as { key: string; customId: string }[];
  const upload = granted && (await findUpload(runtime().db, granted.key));
  return upload?.customId === granted?.customId;
}

/**
 * Answers UploadThing's own address. A fresh key is drawn when the drawn one is taken (keys have 31 bits);
 * no address is given out that our database does not know.
 */
export async function answerUploadThing(request: Request): Promise<Response> {
  const { action, loader } = routeHandlers();
  if (request.method !== "POST") return loader({ request });
  for (let attempt = 0; attempt < keyAttempts; attempt++) {
    const response = await action({ request: request.clone() });
    const isGrant = new URL(request.url).searchParams.get("actionType") === "upload" && response.ok;
    if (!isGrant || (await isNoted(response))) return response;
  }
  return json({ message: "later" }, 503);
}
