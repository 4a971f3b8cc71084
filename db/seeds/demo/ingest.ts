import http from "node:http";
import type { AddressInfo } from "node:net";
import { createCookie } from "@remix-run/node";
import { endSession, startSession } from "#app/domain/people/sessions.server.ts";
import { answerUploadThing } from "#app/http/uploads/router.server.ts";
import { handleRaw } from "#app/http/raw.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** A file as a phone would send it. */
export type PhoneFile = { name: string; type: string; bytes: Buffer };

/** The program's own ingest on a loopback port, for works that are sent while no server runs. */
export type DemoIngest = { send(personId: string, entryId: string, file: PhoneFile): Promise<string>; close(): void };

const cookie = createCookie("vt_session");

/** Opens the ingest; `send` asks for an address, puts the bytes there and returns the stored file's id. */
export async function openIngest(runtime: Runtime): Promise<DemoIngest> {
  const server = http.createServer((request, response) => {
    handleRaw(request, response).then(
      (handled) => handled || response.writeHead(404).end(),
      () => response.destroy(),
    );
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;

  const send = async (personId: string, entryId: string, file: PhoneFile) => {
    const { token } = await startSession(runtime.db, personId, runtime.clock());
    const url = await askAddress(runtime, await cookie.serialize(token), entryId, file);
    const target = new URL(url.pathname + url.search, `http://127.0.0.1:${port}`);
    const body = new FormData();
    body.append("file", new Blob([new Uint8Array(file.bytes)]), file.name);
    const response = await fetch(target, { method: "PUT", headers: { Range: "bytes=0-" }, body });
    const { serverData } = (await response.json()) as { serverData?: { ok: boolean; fileId?: string; reason?: string } };
    await endSession(runtime.db, token, runtime.clock());
    if (!serverData?.ok || !serverData.fileId) {
      throw new Error(`${file.name} was not taken: ${serverData?.reason ?? response.status}`);
    }
    return serverData.fileId;
  };
  return { send, close: () => void server.close() };
}

async function askAddress({ env }: Runtime, sessionCookie: string, entryId: string, file: PhoneFile): Promise<URL> {
  const request = new Request(new URL("/api/uploadthing?actionType=upload&slug=entry", env.site.origin), {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "x-uploadthing-version": "7.7.4",
      "x-uploadthing-package": "vong-thi",
      Cookie: sessionCookie.split(";")[0]!,
    },
    body: JSON.stringify({
      files: [{ name: file.name, size: file.bytes.length, type: file.type, lastModified: 0 }],
      input: { entryId },
    }),
  });
  const response = await answerUploadThing(request);
  const answer = (await response.json()) as [{ url: string }] | { message?: string };
  if (!Array.isArray(answer)) throw new Error(`no address for ${file.name}: ${answer.message ?? response.status}`);
  return new URL(answer[0].url);
}
