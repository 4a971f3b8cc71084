import { Form, Link, useNavigation } from "@remix-run/react";
import type { Gap } from "#app/domain/entries/completeness.ts";
import type { UnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import type { FormState } from "#app/http/form.server.ts";
import { m } from "#app/paraglide/messages.js";
import { ActionBar } from "#app/ui/action-bar.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { CheckList } from "#app/ui/check-list.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatDateTime, formatDay } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

const parts = ["title", "file", "authors", "consents"] as const;

const partWords = {
  title: () => m.unit_review_part_title(),
  file: () => m.unit_review_part_file(),
  authors: () => m.unit_review_part_authors(),
  consents: () => m.unit_review_part_consents(),
};

type Props = {
  /** The address of the entry in this part of the site. */
  at: string;
  entry: UnitEntry;
  gaps: readonly { part: Gap["part"]; words: string }[];
  open: boolean;
  /** The deadline has passed and its grace has not. */
  grace: boolean;
  state: FormState | undefined;
};

function dueOf({ returned, intake: { endsAt } }: UnitEntry): string | undefined {
  if (returned) return m.returns_review_due({ day: formatDay(returned.dueOn) });
  return endsAt ? m.unit_draft_deadline({ deadline: formatDateTime(endsAt) }) : undefined;
}

/** What is still missing before a work can be sent, or sent again, and the button that sends it. */
export function Review({ at, entry, gaps, open, grace, state }: Props) {
  const busy = useNavigation().state === "submitting";
  const ready = gaps.length === 0 && open;
  const again = entry.returned !== null;
  return (
    <>
      <PageHeader
        back={<Link to={at}>{m.unit_review_back()}</Link>}
        title={again ? m.returns_review_title({ title: entry.title }) : m.unit_review_title({ title: entry.title })}
        hint={dueOf(entry)}
      />
      <div className="stack max-w-[640px]">
        <FormError title={state?.formError} />
        {open || again ? null : <Note tone="warn" title={m.unit_draft_closed_title()}>{m.unit_draft_closed_text()}</Note>}
        {grace ? <Note tone="warn">{m.limits_grace()}</Note> : null}
        <Card title={gaps.length === 0 ? m.unit_review_complete() : m.unit_review_missing({ count: gaps.length })}>
          <CheckList
            checks={parts.map((part) => {
              const missing = gaps.filter((gap) => gap.part === part);
              const ok = missing.length === 0;
              return {
                key: part,
                result: ok ? "ok" : "bad",
                title: partWords[part](),
                detail: ok ? undefined : missing.map(({ words }) => words).join(" "),
                resultLabel: ok ? m.unit_review_ok() : m.unit_review_bad(),
              };
            })}
          />
        </Card>
        {ready ? <p className="muted">{m.unit_review_after({ organiser: entry.organiser })}</p> : null}
        <Form method="post">
          <ActionBar>
            <LinkButton to={at} size="l">{m.unit_review_edit()}</LinkButton>
            {ready ? (
              <Button kind="primary" size="l" busy={busy} busyLabel={again ? m.returns_submit_sending() : m.unit_review_sending()}>
                {again ? m.returns_submit() : m.unit_review_submit()}
              </Button>
            ) : null}
          </ActionBar>
        </Form>
      </div>
    </>
  );
}
