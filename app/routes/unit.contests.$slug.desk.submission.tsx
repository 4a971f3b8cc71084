import { type ActionFunctionArgs, data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { submitDesk } from "#app/domain/entries/commands/submit-desk.server.ts";
import { deskSubmissionSchema } from "#app/domain/entries/desk/form.ts";
import { findUnitContest, listDesk } from "#app/domain/entries/queries/desk.server.ts";
import { isIntakeOpen } from "#app/domain/entries/rules.ts";
import { deskView } from "#app/http/desk-view.server.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { reasonWords } from "#app/http/words.server.ts";
import { m } from "#app/paraglide/messages.js";
import { ActionBar } from "#app/ui/action-bar.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import deskStyles from "#app/styles/desk.css?url";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const contest = await findUnitContest(ctx, args.params.slug ?? "");
    const { rows } = await listDesk(ctx, contest.id, new URL(args.request.url).searchParams.get("after") ?? "");
    const drafts = rows.filter(({ submittedAt }) => submittedAt === null).map(deskView);
    return { slug: contest.slug, open: isIntakeOpen(contest.intake, ctx.now), drafts };
  });

type Told = { sent: { id: string; code: string }[]; refused: { id: string; words: string }[] };

export const action = (args: ActionFunctionArgs) =>
  act(args, deskSubmissionSchema, async (ctx, { entryIds }) => {
    const contest = await findUnitContest(ctx, args.params.slug ?? "");
    const told = await submitDesk(ctx, contest.id, entryIds);
    return data<Told>({
      sent: told.flatMap((one) => (one.ok ? [{ id: one.id, code: one.code }] : [])),
      refused: told.flatMap((one) => (one.ok ? [] : [{ id: one.id, words: reasonWords(one.reason, one.params) }])),
    });
  });

type Draft = Awaited<ReturnType<typeof loader>>["drafts"][number];

/** What keeps a draft from being sent, in words. */
const wrongOf = ({ faults, gaps }: Draft) => [...Object.values(faults), ...gaps.map(({ words }) => words)];
const titleOf = (draft: Draft | undefined) => draft?.typed.title.trim() || m.desk_review_untitled();
const namesOf = ({ typed }: Draft) => typed.children.map(({ fullName }) => fullName).filter(Boolean).join(", ");

export default function DeskSubmission() {
  const { slug, open, drafts } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as Told | FormState | undefined;
  const busy = useNavigation().state === "submitting";
  const told = answer && "sent" in answer ? answer : null;
  const failed = answer && "formError" in answer ? (answer.formError ?? Object.values(answer.errors)[0]) : null;
  const good = drafts.filter((draft) => wrongOf(draft).length === 0);
  const bad = drafts.filter((draft) => wrongOf(draft).length > 0);
  const desk = `/unit/contests/${slug}/desk`;
  return (
    <>
      <PageHeader back={<Link to={desk}>{m.desk_review_back()}</Link>} title={told && told.sent.length > 0 ? m.desk_done_title({ count: told.sent.length }) : m.desk_review_title()} />
      <div className="stack max-w-[720px]">
        <FormError title={failed} />
        {open ? null : <Note tone="warn" title={m.desk_closed_title()}>{m.desk_closed_text()}</Note>}
        {told ? <Results told={told} drafts={drafts} /> : null}
        <Card title={good.length > 0 ? m.desk_review_ready({ count: good.length }) : m.desk_review_ready_none()}>
          <ul className="desk-review">
            {good.map((draft) => <li key={draft.id}><b className="hand">{titleOf(draft)}</b> <span className="small muted">{namesOf(draft)}</span></li>)}
          </ul>
          {good.length > 0 ? <p className="small muted mt-3">{m.desk_review_after()}</p> : null}
        </Card>
        {bad.length > 0 ? (
          <Card title={m.desk_review_missing({ count: bad.length })}>
            <ul className="desk-review">
              {bad.map((draft) => (
                <li key={draft.id} data-missing={draft.id}>
                  <b className="hand">{titleOf(draft)}</b> <span className="small muted">{namesOf(draft)}</span>{" "}
                  <Link to={`/unit/entries/${draft.id}`} className="small">{m.desk_review_fix()}</Link>
                  <span className="small text-bad block">{wrongOf(draft).join(" ")}</span>
                </li>
              ))}
            </ul>
          </Card>
        ) : null}
        <Form method="post">
          <input type="hidden" name="entryIds" value={good.map(({ id }) => id).join(" ")} />
          <ActionBar>
            <LinkButton to={desk} size="l">{m.desk_review_back()}</LinkButton>
            {open && good.length > 0 ? (
              <Button kind="primary" size="l" busy={busy} busyLabel={m.desk_review_sending()}>{m.desk_send({ count: good.length })}</Button>
            ) : null}
          </ActionBar>
        </Form>
      </div>
    </>
  );
}

/** What became of each row that was sent a moment ago. */
function Results({ told, drafts }: { told: Told; drafts: readonly Draft[] }) {
  return (
    <>
      {told.sent.length > 0 ? (
        <Note tone="ok" role="status" title={m.desk_done_title({ count: told.sent.length })}>
          <span className="num">{told.sent.map(({ code }) => code).join(", ")}</span>
        </Note>
      ) : null}
      {told.refused.length > 0 ? (
        <Note tone="bad" role="alert" title={m.desk_done_refused({ count: told.refused.length })}>
          <ul>{told.refused.map(({ id, words }) => <li key={id}><b>{titleOf(drafts.find((draft) => draft.id === id))}</b> {words}</li>)}</ul>
        </Note>
      ) : null}
    </>
  );
}

export const links: LinksFunction = () => [{ rel: "stylesheet", href: deskStyles }];

export const meta: MetaFunction = () => [{ title: m.desk_review_title() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
