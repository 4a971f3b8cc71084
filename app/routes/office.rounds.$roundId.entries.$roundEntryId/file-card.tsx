import type { FileView, OriginalView } from "#app/domain/entries/views.ts";
import { fileUrl, type StepName } from "#app/domain/files/model.ts";
import { stepErrorWords, stepStateWords, stepWords } from "#app/http/step-state-words.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { CheckList } from "#app/ui/check-list.tsx";
import { formatBytes, formatClock } from "#app/ui/format.ts";

/** The stored file, the photo kept beside it, and where each form made from it stands. */
export function FileCard({ file, original }: { file: FileView | null; original: OriginalView | null }) {
  if (!file) return <Card title={m.office_entries_file()}>{m.office_entries_file_none()}</Card>;
  const shape = file.medium === "video" ? formatClock(file.durationMs ?? 0) : `${file.width ?? 0} × ${file.height ?? 0} px`;
  return (
    <Card title={m.office_entries_file()} aside={<a href={fileUrl(file.id, "original")}>{m.office_entries_file_original()}</a>}>
      <p className="num small muted mb-3">{[file.mime, shape, formatBytes(file.bytes)].join(" · ")}</p>
      {original ? (
        <p className="small mb-3"><a href={fileUrl(original.id, "1600")} target="_blank" rel="noreferrer">{m.picture_see_original()}</a></p>
      ) : null}
      <CheckList
        checks={file.steps.map(({ step, state, error }) => ({
          key: step,
          result: state === "done" ? "ok" : state === "failed" ? "bad" : "warn",
          title: stepWords[step as StepName]?.() ?? step,
          detail: stepErrorWords(error) ?? stepStateWords[state](),
          resultLabel: stepStateWords[state](),
        }))}
      />
    </Card>
  );
}
