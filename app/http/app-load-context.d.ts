import "@remix-run/node";

declare module "@remix-run/node" {
  /** What the server hands to every loader and action. `clientIp` is the peer, or the proxy's word where trusted. */
  interface AppLoadContext {
    nonce: string;
    clientIp: string;
  }
}
