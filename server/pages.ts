import { existsSync } from "node:fs";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import path from "node:path";
import type { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { createRequestHandler, type AppLoadContext, type RequestHandler, type ServerBuild } from "@remix-run/node";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** What `app/entry.server.tsx` offers besides rendering; the server holds no second copy of the application. */
export type EntryModule = {
  paraglideMiddleware?: (request: Request, resolve: () => Promise<Response>) => Promise<Response>;
  /** Streams `/ingest/*` and `/files/*`; false when the request is none of its own. */
  handleRaw?: (req: IncomingMessage, res: ServerResponse) => Promise<boolean>;
  setupCode?: () => Promise<string | null>;
  startWorker?: (runtime: Runtime) => Promise<unknown>;
};

/** The pages of the site, built or made while developing. */
export type Pages = {
  entry(): Promise<EntryModule>;
  render(request: Request, context: AppLoadContext): Promise<Response>;
  /** Answers when the address is a file of the client; false otherwise. */
  asset(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
  close(): Promise<void>;
};

type Middleware = (req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void) => void;

const root = projectRoot(import.meta.dirname);

/** The pages as `npm run build` left them. Throws when there is no build. */
export async function builtPages(): Promise<Pages> {
  const file = path.join(root, "build/server/bundle/pages.js");
  if (!existsSync(file)) throw new Error("There is no build yet: npm run build");
  const [build, { default: sirv }] = await Promise.all([
    import(pathToFileURL(file).href) as Promise<ServerBuild>,
    import("sirv"),
  ]);
  const files = sirv(path.join(root, "build/client"), {
    etag: true,
    brotli: true,
    gzip: true,
    extensions: [],
    setHeaders(res, pathname) {
      const hashed = pathname.startsWith("/assets/");
      res.setHeader("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "public, max-age=3600");
    },
  });
  const handler = createRequestHandler(build, "production");
  return {
    entry: () => Promise.resolve(build.entry.module as unknown as EntryModule),
    render: (request, context) => handler(request, context),
    asset: (req, res) => passes(files as Middleware, req, res),
    close: () => Promise.resolve(),
  };
}

/** The pages straight from the sources, reloaded on change; the reload channel shares `server`'s port. */
export async function livePages(server: Server): Promise<Pages> {
  const { createServer } = await import("vite");
  const vite = await createServer({ root, appType: "custom", server: { middlewareMode: true, hmr: { server } } });
  const load = () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>;
  const handler: RequestHandler = createRequestHandler(load, "development");
  return {
    entry: async () => (await load()).entry.module as unknown as EntryModule,
    render: (request, context) => handler(request, context),
    asset: (req, res) => passes(vite.middlewares as unknown as Middleware, req, res),
    close: () => vite.close(),
  };
}

/** True when the middleware answered, false when it passed the request on. */
function passes(middleware: Middleware, req: IncomingMessage, res: ServerResponse): Promise<boolean> {
  return new Promise((resolve, reject) => {
    res.once("close", () => resolve(true));
    // A file that a new build has taken away since the list was made must not take the server with it.
    res.once("pipe", (file: Readable) => file.once("error", () => res.destroy()));
    middleware(req, res, (error) => (error ? reject(error as Error) : resolve(false)));
  });
}

/** The directory of package.json; this module lies elsewhere once it is bundled. */
function projectRoot(dir: string): string {
  return existsSync(path.join(dir, "package.json")) ? dir : projectRoot(path.dirname(dir));
}
