import { Form, Link, useNavigation } from "@remix-run/react";
import { useRef } from "react";
import type { UnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import type { FormState } from "#app/http/form.server.ts";
import { onBehalfLine } from "#app/http/return-words.ts";
import { m } from "#app/paraglide/messages.js";
import { ActionBar } from "#app/ui/action-bar.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatDateTime, formatDay, formatTime } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { StatusChip } from "#app/ui/status-chip.tsx";
import type { Transport } from "#app/ui/upload/wire.ts";
import { AuthorRows } from "./author-rows.tsx";
import { useKeptDraft } from "./kept-draft.ts";
import { ReturnNote } from "./return-note.tsx";
import { MentorFields, WorkFields } from "./work-fields.tsx";
import { keptValues, type Values } from "./values.ts";
import { WorkFile } from "./work-file.tsx";

export type Upload = { transport: Transport; slug: string };
type Props = {
  /** The address of the entry in this part of the site; the form is sent to it. */
  at: string;
  /** The address of the page that prints the slip of the sheet, where this part of the site has one. */
  slip?: string;
  entry: UnitEntry; open: boolean; upload: Upload; typed: Values | null; state: FormState | null;
};

const faultsOf = (errors: Record<string, string>) => Object.entries(errors).map(([id, message]) => ({ id, message }));

/** Until when the form may be sent. */
function dueOf({ returned, intake: { endsAt } }: UnitEntry): string | undefined {
  if (returned) return m.returns_review_due({ day: formatDay(returned.dueOn) });
  return endsAt ? m.unit_draft_deadline({ deadline: formatDateTime(endsAt) }) : undefined;
}

/** A draft, or an entry that came back for correction: its picture or clip, which is sent by itself, and its form, which survives a reload on this device. */
export function EntryDraft({ at, slip, entry, open, upload, typed, state }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const navigation = useNavigation();
  const server = keptValues(entry);
  const kept = useKeptDraft(entry.id, entry.version, server, form);
  const restored = typed ? null : kept.restored;
  const values = typed ?? restored?.values ?? server;
  const source = typed ? `typed-${JSON.stringify(typed).length}` : (restored?.at ?? "server");
  const errors = state?.errors ?? {};
  const busy = navigation.state === "submitting";
  const { returned } = entry;
  return (
    <>
      <PageHeader
        title={returned ? m.returns_draft_title({ code: entry.code ?? "" }) : m.unit_draft_title({ category: entry.category.name })}
        hint={
          <span className="cluster">
            <StatusChip status={entry.state} />
            <span role="status">{kept.keptAt ? m.unit_draft_kept_at({ time: formatTime(kept.keptAt) }) : returned ? null : m.unit_draft_step()}</span>
          </span>
        }
      />
      <div className="stack max-w-[720px]">
        <ReturnNote entry={entry} open={open} />
        {entry.onBehalf ? <Note tone="info">{onBehalfLine(entry.onBehalf, entry.unitName)}</Note> : null}
        {open || returned ? null : <Note tone="warn" title={m.unit_draft_closed_title()}>{m.unit_draft_closed_text()}</Note>}
        {restored ? (
          <Note
            tone="info"
            role="status"
            title={m.unit_draft_restored_title()}
            actions={<Button type="button" size="s" onClick={kept.drop}>{m.unit_draft_restored_drop()}</Button>}
          >
            {m.unit_draft_restored_text({ at: formatDateTime(restored.at) })}
          </Note>
        ) : null}
        <FormError title={state?.formError} faults={faultsOf(errors)} />
        <WorkFile entry={entry} upload={upload} />
        <Form
          method="post"
          action={`${at}?index`}
          ref={form}
          className="stack-wide"
          onInput={kept.keep}
          onChange={kept.keep}
          onSubmit={kept.send}
          noValidate
          preventScrollReset
        >
          <input type="hidden" name="version" value={entry.version} />
          <div key={`${source}-${entry.version}`} className="stack-wide">
            <WorkFields values={values} errors={errors} medium={entry.category.medium} />
            <AuthorRows at={at} entry={entry} values={values} errors={errors} onChange={kept.keep} />
            <MentorFields values={values} errors={errors} />
          </div>
          <ActionBar note={dueOf(entry)}>
            <Button size="l" busy={busy}>{m.unit_draft_save()}</Button>
            <Button size="l" kind="primary" name="next" value="review">{m.unit_draft_review()}</Button>
          </ActionBar>
        </Form>
        {slip ? (
          <div><LinkButton to={slip} icon="qr">{m.unit_paper_slip()}</LinkButton></div>
        ) : null}
        {returned ? null : (
          <p className="small">
            <Link to={`${at}/deletion`}>{m.unit_draft_delete()}</Link>
          </p>
        )}
      </div>
    </>
  );
}
