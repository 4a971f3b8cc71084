import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { ballotsSchema } from "#app/domain/contests/ballot-form.ts";
import { saveBallots } from "#app/domain/contests/commands/edit-ballots.server.ts";
import { BALLOTS } from "#app/domain/contests/kinds.ts";
import type { BallotSetup } from "#app/domain/contests/model.ts";
import { findRoundSetup } from "#app/domain/contests/queries/round-setup.server.ts";
import { ballotWords } from "#app/http/ballot-words.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choice.tsx";
import { NumberField } from "#app/ui/field.tsx";
import { Fieldset } from "#app/ui/fieldset.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { Note } from "#app/ui/note.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, (ctx) => findRoundSetup(ctx, args.params.contestId ?? "", args.params.ordinal ?? ""));

export const action = (args: ActionFunctionArgs) =>
  act(args, ballotsSchema, async (ctx, value) => {
    const { contestId = "", ordinal = "" } = args.params;
    const { round } = await findRoundSetup(ctx, contestId, ordinal);
    await saveBallots(ctx, round.id, value);
    return redirectWithToast(`/office/contests/${contestId}/rounds/${ordinal}`, m.office_saved());
  });

type Kind = (typeof BALLOTS)[number];

const kinds: Record<Kind, { label: () => string; hint: () => string }> = {
  rubric: { label: m.ballot_kind_rubric, hint: m.ballot_kind_rubric_hint },
  pass: { label: m.ballot_kind_pass, hint: m.ballot_kind_pass_hint },
  choose: { label: m.ballot_kind_choose, hint: m.ballot_kind_choose_hint },
  stars: { label: m.ballot_kind_stars, hint: m.ballot_kind_stars_hint },
};

type FieldProps = { at: string; saved: BallotSetup | undefined; form: ReturnType<typeof fieldState> };

/** The numbers that one kind of ballot needs. */
function Numbers({ at, saved, form: { field, typed }, kind }: FieldProps & { kind: Kind }) {
  const radio = (name: string, stands: string) => ({ name: `${at}.${name}`, defaultValue: typed(`${at}.${name}`) ?? stands });
  if (kind === "stars") {
    return <NumberField label={m.ballot_stars()} hint={m.ballot_stars_hint()} {...field(`${at}.stars`, saved?.kind === "stars" ? saved.stars : 5)} />;
  }
  if (kind === "choose") {
    const { picks, exact } = saved?.kind === "choose" ? saved : { picks: "", exact: false };
    const options = [{ value: "no", label: m.ballot_exact_no() }, { value: "yes", label: m.ballot_exact_yes() }];
    return (
      <>
        <NumberField label={m.ballot_picks()} {...field(`${at}.picks`, picks)} />
        <RadioGroup label={m.ballot_exact()} options={options} {...radio("exact", exact ? "yes" : "no")} />
      </>
    );
  }
  const { quorum, quorumIn } = saved?.kind === "pass" ? saved : { quorum: 50, quorumIn: "percent" };
  const options = [{ value: "percent", label: m.ballot_quorum_percent() }, { value: "votes", label: m.ballot_quorum_votes() }];
  return (
    <>
      <NumberField label={m.ballot_quorum()} hint={m.ballot_quorum_hint()} {...field(`${at}.quorum`, quorum)} />
      <RadioGroup label={m.ballot_quorum_in()} options={options} {...radio("quorumIn", quorumIn)} />
    </>
  );
}

function CategoryBallot({ name, ...props }: FieldProps & { name: string }) {
  const { at, saved, form } = props;
  const typed = BALLOTS.find((kind) => kind === form.typed(`${at}.kind`));
  const [kind, setKind] = useState<Kind>(typed ?? saved?.kind ?? "rubric");
  return (
    <Fieldset legend={name}>
      <RadioGroup
        label={m.ballot_title()} name={`${at}.kind`} value={kind} error={form.error(`${at}.kind`)}
        onChange={(value) => setKind(BALLOTS.find((each) => each === value) ?? "rubric")}
        options={BALLOTS.map((value) => ({ value, label: kinds[value].label(), hint: kinds[value].hint() }))}
      />
      {kind === "rubric" ? null : (
        <div className="stack max-w-[440px]">
          <Numbers {...props} kind={kind} />
          <p className="field-hint">{m.ballot_no_points()}</p>
        </div>
      )}
    </Fieldset>
  );
}

/** How judges vote on each category; once the round is open only what was fixed. */
export default function Ballots() {
  const { contestId, round, categories, opened, may } = useLoaderData<typeof loader>();
  const form = fieldState(useActionData<typeof action>());
  const savedOf = (code: string) => round.ballots?.find(({ category }) => category === code);
  const back = <Link to={`/office/contests/${contestId}/rounds/${round.ordinal}`}>{round.name}</Link>;
  if (!may.ballots) {
    return (
      <div className="stack-wide">
        {back}
        <Note tone="info">{opened ? m.ballot_locked() : m.ballot_view_only()}</Note>
        <dl className="stack">
          {categories.map(({ code, name }) => (
            <div key={code}>
              <dt className="muted">{name}</dt>
              <dd><b>{ballotWords(savedOf(code) ?? null)}</b></dd>
            </div>
          ))}
        </dl>
      </div>
    );
  }
  return (
    <Form method="post" className="stack-wide max-w-[640px]">
      {back}
      <p className="muted">{m.ballot_hint()}</p>
      <FormError title={form.formError} faults={form.faults} />
      {categories.map(({ code, name }) => (
        <CategoryBallot key={code} at={`ballots.${code}`} name={name} saved={savedOf(code)} form={form} />
      ))}
      <Button kind="primary" className="sm:justify-self-start">{m.office_save()}</Button>
    </Form>
  );
}

export const meta: MetaFunction = () => [{ title: m.ballot_title() }];
