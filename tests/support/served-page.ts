import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import path from "node:path";
import { build } from "vite";
import { setSecurityHeaders } from "../../server/security.ts";

const root = path.resolve(import.meta.dirname, "../..");
const types: Record<string, string> = { ".js": "text/javascript", ".wasm": "application/wasm" };

/** `plain` is its plain-HTTP address in the network, as a school's LAN has it; `secure` the one browsers trust. */
export type ServedPage = { plain: string; secure: string; asked: string[]; close(): void };

/** An empty page with one script, bundled with its workers as the site's are, behind the site's own policy. */
export async function servePage(script: string): Promise<ServedPage> {
  const dir = mkdtempSync(path.join(tmpdir(), "vong-thi-page-"));
  const page = "virtual:page";
  await build({
    configFile: false, root, logLevel: "silent",
    plugins: [{
      name: "page",
      resolveId: (id) => (id === page ? `\0${page}` : null),
      load: (id) => (id === `\0${page}` ? script : null),
    }],
    build: { outDir: dir, assetsInlineLimit: 0, target: "es2022", rollupOptions: { input: page, output: { entryFileNames: "page.js" } } },
  });
  const asked: string[] = [];
  const server = createServer((req, res) => {
    const file = (req.url ?? "/").slice(1);
    setSecurityHeaders(res, { nonce: "n", https: false, dev: false, uploadsTo: [], clientFile: file !== "" });
    asked.push(file);
    if (file === "") {
      res.setHeader("Content-Type", "text/html").end('<!doctype html><script type="module" nonce="n" src="/page.js"></script>');
      return;
    }
    try {
      res.setHeader("Content-Type", types[path.extname(file)] ?? "application/octet-stream").end(readFileSync(path.join(dir, file)));
    } catch {
      res.writeHead(404).end();
    }
  });
  await new Promise<void>((ready) => server.listen(0, "0.0.0.0", ready));
  const { port } = server.address() as AddressInfo;
  const network = Object.values(networkInterfaces()).flat().find((one) => one && one.family === "IPv4" && !one.internal);
  return {
    plain: `http://${network?.address ?? "127.0.0.1"}:${port}`,
    secure: `http://127.0.0.1:${port}`,
    asked,
    close() {
      server.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
