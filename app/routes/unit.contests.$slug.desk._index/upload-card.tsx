import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { percentOf } from "#app/ui/format.ts";
import { ProgressBar } from "#app/ui/progress-bar.tsx";
import { backlog, type Queue } from "#app/ui/upload/queue.ts";
import type { UploadRunner } from "#app/ui/upload/queue-runner.ts";

/** All files on their way, in confirmed bytes, and the way to pause them. */
export function UploadCard({ runner, queue }: { runner: UploadRunner | null; queue: Queue }) {
  const { files, bytes, total } = backlog(queue);
  if (!runner || files === 0) return null;
  const summary = m.desk_upload_summary({ count: files, percent: percentOf(bytes, total) });
  return (
    <Card tone="soft">
      <div className="desk-upload">
        <p><b>{summary}</b><span className="small muted block">{m.desk_upload_text()}</span></p>
        <ProgressBar value={bytes} max={total} label={summary} tone={queue.paused ? "idle" : "info"} />
        <Button type="button" size="s" onClick={() => (queue.paused ? runner.resume() : runner.pause())}>
          {queue.paused ? m.desk_upload_resume() : m.desk_upload_pause()}
        </Button>
      </div>
    </Card>
  );
}
