import { Form, Link } from "@remix-run/react";
import type { MediaRow, OpenStep } from "#app/domain/entries/queries/media.server.ts";
import { thumbPicture } from "#app/domain/entries/views.ts";
import { stepErrorWords, stepStateWords, stepWords } from "#app/http/step-state-words.ts";
import { m } from "#app/paraglide/messages.js";
import { Thumb } from "#app/ui/artwork.tsx";
import { Button } from "#app/ui/button.tsx";
import { CheckList } from "#app/ui/check-list.tsx";
import type { Column } from "#app/ui/data-table.tsx";
import { formatCount, formatDateTime } from "#app/ui/format.ts";

/** A row as the loader sends it: moments have become text on the way. */
type Row = Omit<MediaRow, "steps"> & { steps: (Omit<OpenStep, "at"> & { at: Date | string })[] };

function whenOf({ attempts, at }: Row["steps"][number]): string {
  const moment = formatDateTime(new Date(at));
  return attempts > 0 ? m.duplicates_media_attempts({ count: formatCount(attempts), at: moment }) : m.duplicates_media_since({ at: moment });
}

const checksOf = (steps: Row["steps"]) =>
  steps.map((step) => ({
    key: step.step,
    result: step.state === "failed" ? ("bad" as const) : ("warn" as const),
    resultLabel: stepStateWords[step.state](),
    title: stepWords[step.step](),
    detail: `${stepErrorWords(step.error) ?? stepStateWords[step.state]()} (${whenOf(step)})`,
  }));

/** Entries with steps that are not done, and the button that has them done again. */
export const mediaColumns = (roundId: string, view: string): readonly Column<Row>[] => [
  { key: "thumb", header: m.office_entries_column_work(), card: "media", cell: (row) => <Thumb src={thumbPicture(row.thumb).small} size={60} /> },
  {
    key: "code",
    header: m.duplicates_media_column_work(),
    card: "title",
    cell: (row) => (
      <>
        <Link to={`/office/rounds/${roundId}/entries/${row.id}`} className="num font-semibold whitespace-nowrap">{row.code}</Link>
        <span className="small muted block">{row.title}</span>
        <span className="small muted block">{row.unitName}</span>
      </>
    ),
  },
  { key: "steps", header: m.duplicates_media_column_steps(), cell: (row) => <CheckList checks={checksOf(row.steps)} /> },
  {
    key: "act",
    header: m.duplicates_media_column_act(),
    card: "action",
    cell: (row) => (
      <Form method="post" action={`/office/rounds/${roundId}/media/${row.id}/rerun`}>
        <input type="hidden" name="view" value={view} />
        <Button icon="rotate" aria-label={`${m.duplicates_media_rerun()} ${row.code}`}>{m.duplicates_media_rerun()}</Button>
      </Form>
    ),
  },
];
