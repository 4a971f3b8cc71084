/** The woven edge that closes the frame. One a screen, always an edge, never a ground. */
export function WovenBand({ direction = "across" }: { direction?: "across" | "down" }) {
  return <div className={`woven-band woven-band-${direction}`} aria-hidden="true" />;
}
