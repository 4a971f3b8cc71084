import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { listAppointChoices, type PlaceChoice } from "#app/domain/people/choices.server.ts";
import { appointPerson } from "#app/domain/people/commands.server.ts";
import { appointSchema } from "#app/domain/people/model.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { roleWord } from "#app/http/kind-words.ts";
import { load } from "#app/http/page.server.ts";
import { sealFlash } from "#app/http/sealed-flash.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choice.tsx";
import { Select, TextField } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const query = new URL(args.request.url).searchParams;
    const wanted = { role: query.get("role") ?? "entrant", unitId: query.get("unitId") ?? "", roundId: query.get("roundId") ?? "" };
    return { ...(await listAppointChoices(ctx)), wanted };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, appointSchema, async (ctx, value) => {
    const { personId, invitation } = await appointPerson(ctx, value);
    const url = `/office/people/${personId}`;
    if (!invitation) return redirectWithToast(url, m.office_people_appointed_known({ name: value.fullName }));
    const sealed = await sealFlash({ personId, ...invitation });
    return redirect(`${url}/invitation`, { headers: { "Set-Cookie": sealed } });
  });

const optionsOf = (places: readonly PlaceChoice[]) =>
  places.map(({ id, name, group }) => ({ value: id, label: group ? `${name} (${group})` : name }));

export default function NewPerson() {
  const { roles, units, rounds, wanted } = useLoaderData<typeof loader>();
  const { field, error, typed, formError, faults } = fieldState(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        back={<Link to="/office/people">{m.office_people_title()}</Link>}
        title={m.office_people_add()}
        hint={m.office_people_add_hint()}
      />
      <Form method="post" className="stack max-w-[560px]">
        <FormError title={formError} faults={faults} />
        <TextField label={m.office_people_name()} {...field("fullName")} autoComplete="off" required />
        <TextField label={m.auth_identifier()} hint={m.office_people_identifier_hint()} {...field("identifier")} autoComplete="off" autoCapitalize="none" required />
        <RadioGroup
          label={m.office_people_role()}
          name="role"
          defaultValue={typed("role") ?? wanted.role}
          error={error("role")}
          options={roles.map((role) => ({ value: role, label: roleWord(role) }))}
        />
        <Select label={m.office_people_unit()} hint={m.office_people_unit_hint()} placeholder={m.office_choose()} options={optionsOf(units)} {...field("unitId", wanted.unitId)} />
        {rounds.length > 0 ? (
          <Select label={m.office_people_round()} hint={m.office_people_round_hint()} placeholder={m.office_choose()} options={optionsOf(rounds)} {...field("roundId", wanted.roundId)} />
        ) : null}
        <Button kind="primary" className="sm:justify-self-start">{m.office_people_appoint()}</Button>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_people_add() }];
