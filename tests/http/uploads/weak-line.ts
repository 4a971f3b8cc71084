import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** A line between a browser and the site that can break or fall silent. Counts bytes on their way up. */
export class WeakLine {
  origin = "";
  /** Every connection dies when this many more bytes have gone up; null never. */
  breakAfter: number | null = null;
  /** The line falls silent when this many more bytes have gone up; null never. */
  hushAfter: number | null = null;
  /** No byte moves up while this is set. */
  silent = false;
  sent = 0;
  #server: Server | null = null;
  readonly #sockets = new Set<Socket>();

  async open(target: string): Promise<void> {
    const { port, hostname } = new URL(target);
    this.#server = createServer((near) => {
      const far = connect(Number(port), hostname);
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket
          .on("error", () => undefined)
          .on("close", () => (near.destroy(), far.destroy(), this.#sockets.delete(socket)));
      }
      far.pipe(near);
      near.on("data", (chunk: Buffer) => this.#up(near, far, chunk));
      near.on("end", () => far.end());
    });
    await new Promise<void>((ready) => this.#server!.listen(0, "127.0.0.1", ready));
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #up(near: Socket, far: Socket, chunk: Buffer): void {
    this.sent += chunk.length;
    if (this.breakAfter !== null && (this.breakAfter -= chunk.length) < 0) {
      this.breakAfter = null;
      return this.cut();
    }
    if (this.hushAfter !== null && (this.hushAfter -= chunk.length) < 0) {
      this.hushAfter = null;
      this.silent = true;
    }
    near.pause();
    const pass = () => {
      if (far.destroyed) return;
      if (this.silent) return void setTimeout(pass, 30);
      far.write(chunk, () => near.resume());
    };
    pass();
  }

  /** Breaks every connection. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((closed) => this.#server!.close(closed));
  }
}
