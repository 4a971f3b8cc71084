import { useCallback, useEffect, useRef, useState } from "react";
import { type Fixed, fixPhoto, lookAt, type Seen } from "./fix-photo.ts";
import { isSheet, type Point, type Quad, turned } from "./geometry.ts";

export type FixerState =
  | { step: "looking" }
  | { step: "unreadable" }
  | { step: "corners"; seen: Seen; url: string; quad: Quad }
  | { step: "fixing" | "result"; seen: Seen; url: string; quad: Quad; fixed: Fixed | null; fixedUrl: string | null };

/** An object URL per blob, let go when the fixer closes. */
function useUrls() {
  const urls = useRef<string[]>([]);
  useEffect(() => () => urls.current.forEach((url) => URL.revokeObjectURL(url)), []);
  return useCallback((blob: Blob) => {
    const url = URL.createObjectURL(blob);
    urls.current.push(url);
    return url;
  }, []);
}

/** Everything the fixer knows and does, apart from how it looks. */
export function useFixer(photo: Blob) {
  const [state, setState] = useState<FixerState>({ step: "looking" });
  const urlOf = useUrls();

  useEffect(() => {
    let here = true;
    lookAt(photo).then(
      (seen) => here && setState({ step: "corners", seen, url: urlOf(seen.preview), quad: seen.quad }),
      () => here && setState({ step: "unreadable" }),
    );
    return () => {
      here = false;
    };
  }, [photo, urlOf]);

  /** Moves a corner (shares of the photo); a move that would fold the sheet is not made. */
  const moveCorner = useCallback((index: number, [x, y]: Point) => {
    const within = (value: number) => Math.min(1, Math.max(0, value));
    setState((now) => {
      if (now.step !== "corners") return now;
      const quad = now.quad.map((old, at) => (at === index ? [within(x), within(y)] : old)) as unknown as Quad;
      return isSheet(quad) ? { ...now, quad } : now;
    });
  }, []);

  const flatten = async (seen: Seen, url: string, quad: Quad, before: string | null) => {
    setState({ step: "fixing", seen, url, quad, fixed: null, fixedUrl: before });
    try {
      const fixed = await fixPhoto(photo, quad);
      setState({ step: "result", seen, url, quad, fixed, fixedUrl: urlOf(fixed.picture) });
    } catch {
      setState({ step: "unreadable" });
    }
  };
  const next = () => {
    if (state.step === "corners") void flatten(state.seen, state.url, state.quad, null);
  };
  const rotate = () => {
    if (state.step === "result") void flatten(state.seen, state.url, turned(state.quad, 1), state.fixedUrl);
  };
  const back = () => {
    if (state.step === "result") setState({ step: "corners", seen: state.seen, url: state.url, quad: state.quad });
  };
  return { state, moveCorner, next, rotate, back };
}
