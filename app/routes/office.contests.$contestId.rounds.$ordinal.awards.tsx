import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { saveAwards } from "#app/domain/contests/commands/edit-rounds.server.ts";
import { awardsSchema } from "#app/domain/contests/forms.ts";
import { findRoundSetup } from "#app/domain/contests/queries/round-setup.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { NumberField, Select, TextField } from "#app/ui/field.tsx";
import { Fieldset } from "#app/ui/fieldset.tsx";
import { FormError } from "#app/ui/form-error.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, (ctx) => findRoundSetup(ctx, args.params.contestId ?? "", args.params.ordinal ?? ""));

export const action = (args: ActionFunctionArgs) =>
  act(args, awardsSchema, async (ctx, value) => {
    const { contestId = "", ordinal = "" } = args.params;
    const { round } = await findRoundSetup(ctx, contestId, ordinal);
    await saveAwards(ctx, round.id, value);
    return redirectWithToast(`/office/contests/${contestId}/rounds/${ordinal}`, m.office_saved());
  });

/** Tiers in order, the best first, and how many entries of each category go on; three empty lines stand ready. */
export default function Awards() {
  const { contestId, round, categories, isLast, may } = useLoaderData<typeof loader>();
  const { field, formError, faults } = fieldState(useActionData<typeof action>());
  const options = categories.map(({ code, name }) => ({ value: code, label: name }));
  const empty = { category: categories[0]?.code ?? "", name: "", count: "1", prizeDong: "0", gift: "" };
  const quota = (code: string) => round.quotas.find(({ category }) => category === code)?.count ?? 0;
  return (
    <Form method="post" className="stack-wide">
      <Link to={`/office/contests/${contestId}/rounds/${round.ordinal}`}>{round.name}</Link>
      <FormError title={formError} faults={faults} />
      <Fieldset legend={m.office_awards_tiers()} hint={m.office_awards_tiers_hint()}>
        {[...round.tiers, empty, empty, empty].map((tier, at) => (
          <div key={at} className="grid gap-4 sm:grid-cols-2 xl:grid-cols-5">
            <Select label={m.office_category()} options={options} {...field(`tiers.${at}.category`, tier.category)} />
            <TextField label={m.office_tier_name()} {...field(`tiers.${at}.name`, tier.name)} />
            <NumberField label={m.office_tier_count()} {...field(`tiers.${at}.count`, tier.count)} />
            <NumberField label={m.office_tier_money()} {...field(`tiers.${at}.prizeDong`, tier.prizeDong)} />
            <TextField label={m.office_tier_gift()} {...field(`tiers.${at}.gift`, tier.gift)} />
          </div>
        ))}
      </Fieldset>
      {isLast ? null : (
        <Fieldset legend={m.office_awards_quotas()} hint={m.office_awards_quotas_hint()}>
          {categories.map(({ code, name }, at) => (
            <div key={code} className="max-w-[280px]">
              <input type="hidden" name={`quotas.${at}.category`} value={code} />
              <NumberField label={name} {...field(`quotas.${at}.count`, quota(code))} />
            </div>
          ))}
        </Fieldset>
      )}
      {may.awards ? <Button kind="primary" className="sm:justify-self-start">{m.office_save()}</Button> : <p className="muted">{m.office_awards_locked()}</p>}
    </Form>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_round_awards() }];
