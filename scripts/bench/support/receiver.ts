// A server that takes uploads, in a process of its own: `bare`, or the embedded ingest. Answers 200 at /.
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import path from "node:path";
import { PartFiles } from "#app/domain/files/part-files.server.ts";
import { Ingest } from "#app/http/uploads/ingest.server.ts";
import { sizeOf, signer } from "./signed-uploads.ts";

const dir = process.env.RECEIVER_DIR!;
const port = Number(process.env.PORT);

/** The least a server can do: write what comes, hash it, sync it, answer. */
const bare: RequestListener = async (incoming, response) => {
  const file = await open(path.join(dir, "bare"), "w");
  const hash = createHash("sha256");
  for await (const chunk of incoming) {
    hash.update(chunk as Buffer);
    await file.write(chunk as Buffer);
  }
  await file.sync();
  await file.close();
  response.end(hash.digest("hex"));
};

/**
 * The ingest itself: signatures, ranges, pieces kept on disk, hash and sync. Behind it neither database nor the look
 * at the content, which the bare server has not either.
 */
function embedded(): RequestListener {
  const parts = new PartFiles(path.join(dir, "parts"));
  const ingest = new Ingest({
    ingestUrl: `http://localhost:${port}`,
    signer,
    parts,
    expected: async (key) => ({ customId: key, name: key, bytes: sizeOf(key), settled: false, result: null }),
    deliver: async ({ key }, sha256) => (await parts.discard(key), { sha256 }),
    now: () => new Date(),
    log: (message, facts) => console.error(message, facts),
  });
  return (incoming, response) => void ingest.handle(incoming, response, incoming.url ?? "/");
}

const receive = process.argv[2] === "bare" ? bare : embedded();
createServer((incoming, response) => {
  if (incoming.url === "/") response.end("ready");
  else receive(incoming, response);
}).listen(port);
process.on("SIGTERM", () => process.exit(0));
