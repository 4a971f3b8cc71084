/**
 * The woven edge that closes the frame. One a screen, always an edge, never a ground. The column of the
 * tools carries it down its side by itself.
 */
export function WovenBand() {
  return <div className="woven-band" aria-hidden="true" />;
}
