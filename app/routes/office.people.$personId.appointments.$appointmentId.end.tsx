import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { endAppointment } from "#app/domain/people/commands.server.ts";
import { findPerson } from "#app/domain/people/queries.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { roleWord } from "#app/http/kind-words.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { DomainError } from "#app/platform/domain-error.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { id, fullName, places } = await findPerson(ctx, args.params.personId ?? "");
    const place = places.find((one) => one.id === args.params.appointmentId);
    if (!place) throw new DomainError("not-found", "appointment-unknown");
    return { id, fullName, place };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, z.object({}), async (ctx) => {
    const { personId } = await endAppointment(ctx, args.params.appointmentId ?? "");
    return redirectWithToast(`/office/people/${personId}`, m.office_people_ended());
  });

export default function EndAppointment() {
  const { id, fullName, place } = useLoaderData<typeof loader>();
  const { formError } = fieldState(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        back={<Link to={`/office/people/${id}`}>{fullName}</Link>}
        title={m.office_people_end_title({ name: fullName, role: roleWord(place.role) })}
        hint={place.place ?? undefined}
      />
      <Form method="post" className="stack max-w-[560px]">
        <FormError title={formError} />
        <p>{m.office_people_end_hint()}</p>
        <div className="cluster">
          <LinkButton to={`/office/people/${id}`}>{m.office_keep()}</LinkButton>
          <Button kind="danger">{m.office_people_end()}</Button>
        </div>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_people_end() }];
