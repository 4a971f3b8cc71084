import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { findParkedForm, type ParkedForm } from "#app/domain/people/parked-forms.server.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { DomainError } from "#app/platform/domain-error.ts";
import { AuthFrame } from "#app/ui/auth-frame.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const parked = await findParkedForm(ctx.db, ctx.actor.personId, args.params.parkedId ?? "");
    if (!parked) throw new DomainError("not-found", "parked-form-gone");
    return parked;
  });

/** What the form's own choices and numbers of record look like; they are sent again but mean nothing to a reader. */
const machineWord = /^([a-z]+|[a-z ]*-[a-z -]*|\d|[0-9a-f-]{36})$/;

const pairs = (values: ParkedForm["values"]) =>
  Object.entries(values).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const));

/** After signing in again: everything typed before the session ran out, one press from where it was going. */
export default function ResumeForm() {
  const { path, values } = useLoaderData<typeof loader>();
  return (
    <AuthFrame title={m.auth_resume_title()} hint={m.auth_resume_hint()}>
      <Form method="post" action={path} className="stack">
        {pairs(values).map(([name, value], at) => (
          <input key={at} type="hidden" name={name} value={value} />
        ))}
        <ul className="resume-values">
          {pairs(values)
            .filter(([, value]) => value.trim() !== "" && !machineWord.test(value))
            .map(([, value], at) => (
              <li key={at}>{value}</li>
            ))}
        </ul>
        <Button type="submit" kind="primary" size="l">
          {m.auth_resume_send()}
        </Button>
        <LinkButton to={path} kind="tertiary">
          {m.auth_resume_drop()}
        </LinkButton>
      </Form>
    </AuthFrame>
  );
}

export const meta: MetaFunction = () => [{ title: m.auth_resume_title() }];
