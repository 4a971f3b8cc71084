import { embeddedKey, sign } from "#app/http/uploads/signature.server.ts";

export const signer = embeddedKey("bench ".repeat(8));

let uploads = 0;

/** The size an upload announced, which its key carries. */
export const sizeOf = (key: string): number => Number(/^bench\d+x(\d+)$/.exec(key)?.[1]);

/** A signed address at which the ingest takes a new upload of `size` bytes. */
export function newAddress(origin: string, size: number): string {
  const key = `bench${String(++uploads).padStart(12, "0")}x${size}`;
  const facts = {
    expires: Date.now() + 3_600_000,
    "x-ut-identifier": signer.appId,
    "x-ut-file-name": key,
    "x-ut-file-size": size,
    "x-ut-custom-id": key,
  };
  const query = Object.entries(facts).map(([name, value]) => `${name}=${value}`);
  const full = `${origin}/${key}?${query.join("&")}`;
  return `${full}&signature=${encodeURIComponent(sign(full, signer.apiKey))}`;
}
