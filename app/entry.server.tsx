import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { NonceContext } from "#app/http/nonce.ts";
import { wholeLetters } from "#app/http/whole-letters.server.ts";
import { wireModules } from "#app/domain/jobs/catalog.server.ts";

export { handleError } from "#app/http/failures.server.ts";
export { handleRaw } from "#app/http/raw.server.ts";
export { setupCode } from "#app/http/setup-code.server.ts";
export { startWorker } from "#app/domain/jobs/catalog.server.ts";
export { paraglideMiddleware } from "#app/paraglide/server.js";

wireModules();

export const streamTimeout = 10_000;

/** Renders one page; crawlers get it whole, browsers as it becomes ready. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> {
  const whole = isbot(request.headers.get("user-agent")) || remixContext.isSpaMode;
  return new Promise((resolve, reject) => {
    let shellReady = false;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} abortDelay={streamTimeout} />
      </NonceContext.Provider>,
      {
        nonce,
        [whole ? "onAllReady" : "onShellReady"]() {
          shellReady = true;
          const body = wholeLetters();
          headers.set("Content-Type", "text/html; charset=utf-8");
          resolve(new Response(createReadableStreamFromReadable(body), { status, headers }));
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          status = 500;
          if (shellReady) console.error(error);
        },
      },
    );
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}
