const maxHeadBytes = 8 * 1024;

const find = (bytes: Uint8Array, text: string, from = 0): number => {
  outer: for (let at = from; at + text.length <= bytes.length; at++) {
    for (let n = 0; n < text.length; n++) if (bytes[at + n] !== text.charCodeAt(n)) continue outer;
    return at;
  }
  return -1;
};

const join = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const out = new Uint8Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
};

/** The boundary of a multipart/form-data content type, or null. */
export function boundaryOf(contentType: string | undefined): string | null {
  const match = /^multipart\/form-data;.*boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/i.exec(contentType ?? "");
  return match?.[1] ?? match?.[2] ?? null;
}

/**
 * Reads a multipart body that holds exactly one field, "file", as UploadThing's clients send it. Because nothing
 * follows that field there is no need to search the contents for the boundary: only the last few bytes are held
 * back until the end. Memory is constant and bytes are passed on without copying.
 */
export class SinglePart {
  #inHead = true;
  #held: Uint8Array = new Uint8Array(0);
  readonly #boundary: string;
  readonly #tailBytes: number;

  constructor(boundary: string) {
    this.#boundary = boundary;
    this.#tailBytes = boundary.length + 8;
  }

  /** Takes the next bytes of the body and gives the bytes of the file they release. Throws "multipart" on nonsense. */
  push(chunk: Uint8Array): Uint8Array[] {
    if (!this.#inHead) return this.#release(chunk);
    this.#held = join(this.#held, chunk);
    const end = find(this.#held, "\r\n\r\n");
    if (end < 0 && this.#held.length > maxHeadBytes) throw new Error("multipart");
    if (end < 0) return [];
    const head = new TextDecoder("latin1").decode(this.#held.subarray(0, end));
    if (!head.startsWith(`--${this.#boundary}\r\n`) || !/\bname="?file"?/i.test(head))
      throw new Error("multipart");
    const body = this.#held.subarray(end + 4);
    this.#inHead = false;
    this.#held = new Uint8Array(0);
    return this.#release(body);
  }

  #release(chunk: Uint8Array): Uint8Array[] {
    if (chunk.length < this.#tailBytes) {
      const all = join(this.#held, chunk);
      const cut = Math.max(0, all.length - this.#tailBytes);
      this.#held = all.slice(cut);
      return cut > 0 ? [all.subarray(0, cut)] : [];
    }
    const cut = chunk.length - this.#tailBytes;
    const out = [this.#held, chunk.subarray(0, cut)].filter((part) => part.length > 0);
    this.#held = chunk.slice(cut);
    return out;
  }

  /** The last bytes of the file once the body has ended. Throws "multipart" when the closing boundary is not there. */
  end(): Uint8Array {
    const at = this.#inHead ? -1 : find(this.#held, `\r\n--${this.#boundary}--`);
    if (at < 0) throw new Error("multipart");
    return this.#held.subarray(0, at);
  }
}
