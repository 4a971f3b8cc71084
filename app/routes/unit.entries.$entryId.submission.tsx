import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { submitEntry } from "#app/domain/entries/commands/submit-entry.server.ts";
import { findUnitEntry, type UnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { isIntakeOpen } from "#app/domain/entries/rules.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { reasonWords } from "#app/http/words.server.ts";
import { m } from "#app/paraglide/messages.js";
import { ActionBar } from "#app/ui/action-bar.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { CheckList } from "#app/ui/check-list.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

const parts = ["title", "file", "authors", "consents"] as const;

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const entry = await findUnitEntry(ctx, args.params.entryId ?? "");
    const gaps = entry.gaps.map(({ part, reason, params }) => ({ part, words: reasonWords(reason, params) }));
    return { entry, gaps, open: isIntakeOpen(entry.intake, ctx.now) };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, z.object({}), async (ctx) => {
    const entryId = args.params.entryId ?? "";
    await submitEntry(ctx, entryId);
    return redirect(`/unit/entries/${entryId}/submission`);
  });

const partWords = {
  title: () => m.unit_review_part_title(),
  file: () => m.unit_review_part_file(),
  authors: () => m.unit_review_part_authors(),
  consents: () => m.unit_review_part_consents(),
};

export default function Submission() {
  const { entry, gaps, open } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>() as FormState | undefined;
  const busy = useNavigation().state === "submitting";
  if (entry.state !== "draft") return <Sent entry={entry} />;
  const ready = gaps.length === 0 && open;
  const { endsAt } = entry.intake;
  return (
    <>
      <PageHeader
        back={<Link to={`/unit/entries/${entry.id}`}>{m.unit_review_back()}</Link>}
        title={m.unit_review_title({ title: entry.title })}
        hint={endsAt ? m.unit_draft_deadline({ deadline: formatDateTime(endsAt) }) : undefined}
      />
      <div className="stack max-w-[640px]">
        <FormError title={state?.formError} />
        {open ? null : <Note tone="warn" title={m.unit_draft_closed_title()}>{m.unit_draft_closed_text()}</Note>}
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
            <LinkButton to={`/unit/entries/${entry.id}`} size="l">{m.unit_review_edit()}</LinkButton>
            {ready ? (
              <Button kind="primary" size="l" busy={busy} busyLabel={m.unit_review_sending()}>
                {m.unit_review_submit()}
              </Button>
            ) : null}
          </ActionBar>
        </Form>
      </div>
    </>
  );
}

function Sent({ entry }: { entry: UnitEntry }) {
  const names = entry.authors.map(({ fullName }) => fullName).join(", ");
  const drawing = entry.category.medium === "image";
  return (
    <div className="stack max-w-[640px]">
      <PageHeader title={m.unit_sent_title({ code: entry.code ?? "" })} hint={entry.submittedAt ? m.unit_sent_at({ at: formatDateTime(entry.submittedAt) }) : undefined} />
      <Card tone="soft">
        <p className="num text-center text-[2.5rem] leading-tight font-bold">{entry.code}</p>
        <p className="hand text-center text-[1.5rem]">{entry.title}</p>
      </Card>
      {drawing ? (
        <Card title={m.unit_sent_back_title()}>
          <p>{m.unit_sent_back_text()}</p>
          <p className="mt-3 rounded-[6px] border border-dashed border-line p-3">
            <b className="num">{entry.code}</b> · {entry.title}
            <br />
            {names} · {entry.authors[0]?.className}
            <br />
            {entry.unitName}
          </p>
        </Card>
      ) : null}
      <div className="cluster">
        <LinkButton to={`/unit/entries/new?contest=${entry.contestSlug}`} kind="primary" icon="plus">{m.unit_sent_next()}</LinkButton>
        <LinkButton to={`/unit/entries/${entry.id}`}>{m.unit_sent_view()}</LinkButton>
        <LinkButton to={`/unit?contest=${entry.contestSlug}`} kind="tertiary">{m.unit_back_home()}</LinkButton>
      </div>
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: m.unit_review_meta() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
