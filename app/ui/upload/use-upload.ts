import { useCallback, useEffect, useRef, useState } from "react";
import { awakeFor } from "./awake.ts";
import { forget, type Pending, recall } from "./memory.ts";
import { continueFile, type Errand, type Progress, sendFile } from "./resilient.ts";
import type { Transport } from "./wire.ts";

/** What a page says about the files it wants for one place. */
export interface UploadPlan {
  transport: Transport;
  slug: string;
  /** Names the place on this device, such as "entry:<id>"; one file at a time is under way for it. */
  place: string;
  input: unknown;
  /** Hears once what the server said of a received file. */
  onDone: (data: Record<string, unknown>) => void;
}

/** The state of a place: idle, on its way, or remembered by name only and to be picked again. */
export interface UploadView {
  progress: Progress | null;
  name: string | null;
  pickAgain: Pending | null;
}

const nothing: UploadView = { progress: null, name: null, pickAgain: null };

/**
 * Sends files for one place and goes on by itself with what this device still remembers for it. `pick` starts or,
 * for the same file, continues, with an `input` of its own if given; `cancel` stops and forgets.
 */
export function useUpload(plan: UploadPlan) {
  const [view, setView] = useState<UploadView>(nothing);
  const latest = useRef(plan);
  latest.current = plan;
  const running = useRef<{ control: AbortController; file: File | null } | null>(null);

  const start = useCallback((name: string, file: File | null, go: (errand: Errand) => Promise<void>, asked?: unknown) => {
    running.current?.control.abort();
    const control = new AbortController();
    running.current = { control, file };
    const onProgress = (progress: Progress) => {
      if (control.signal.aborted) return;
      setView({ progress, name, pickAgain: null });
      if (progress.phase === "received") latest.current.onDone(progress.data);
    };
    const { transport, slug, place } = latest.current;
    const input = asked ?? latest.current.input;
    void awakeFor(go({ transport, slug, place, input, onProgress, signal: control.signal }));
  }, []);

  useEffect(() => {
    let here = true;
    void recall(plan.place).then(([pending]) => {
      if (!here || !pending || running.current) return;
      if (pending.blob) start(pending.name, null, (errand) => continueFile(pending, errand));
      else setView({ ...nothing, name: pending.name, pickAgain: pending });
    });
    return () => {
      here = false;
      running.current?.control.abort();
      running.current = null;
    };
  }, [plan.place, start]);

  const pick = useCallback(
    (file: File, input?: unknown) => start(file.name, file, (errand) => sendFile(file, errand), input),
    [start]
  );

  const cancel = useCallback(async () => {
    running.current?.control.abort();
    running.current = null;
    setView(nothing);
    for (const pending of await recall(latest.current.place)) await forget(pending.id);
  }, []);

  return { ...view, pick, cancel };
}
