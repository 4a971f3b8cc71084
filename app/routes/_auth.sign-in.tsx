import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { audiencesOf } from "#app/domain/people/actor.ts";
import { identifierSchema, pinSchema } from "#app/domain/people/model.ts";
import { isSetupOpen } from "#app/domain/people/setup.server.ts";
import { signIn } from "#app/domain/people/sign-in.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { actPublic } from "#app/http/form.server.ts";
import { LanguageSwitch } from "#app/http/frame-foot.tsx";
import { loadPublic } from "#app/http/page.server.ts";
import { signedIn, safePath } from "#app/http/signed-in.server.ts";
import { m } from "#app/paraglide/messages.js";
import { AuthFrame, OrLine } from "#app/ui/auth-frame.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { Note } from "#app/ui/note.tsx";
import { PinField } from "#app/ui/pin-field.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  loadPublic(args, async ({ db, actor }) => {
    const query = new URL(args.request.url).searchParams;
    const [to, parked] = [query.get("to") ?? "", query.get("parked") ?? ""];
    if (actor) throw redirect(parked ? `/resume/${parked}` : safePath(to) ?? `/${audiencesOf(actor)[0] ?? ""}`);
    if (await isSetupOpen(db)) throw redirect("/setup");
    return { to, parked };
  });

const schema = z.object({
  identifier: identifierSchema,
  pin: pinSchema,
  to: z.string().default(""),
  parked: z.string().default(""),
});

export const action = (args: ActionFunctionArgs) =>
  actPublic(args, schema, async ({ db, now }, { identifier, pin, to, parked }) => {
    const session = await signIn(db, { identifier, pin, source: args.context.clientIp }, now);
    return signedIn(db, session, { to, parked, now });
  });

export default function SignIn() {
  const { to, parked } = useLoaderData<typeof loader>();
  const { field, error, formError } = fieldState(useActionData<typeof action>());
  const busy = useNavigation().state !== "idle";
  return (
    <AuthFrame title={m.auth_sign_in_title()} hint={m.auth_sign_in_hint()} language={<LanguageSwitch />}>
      <Form method="post" className="stack-wide">
        <FormError title={formError} />
        {parked || to ? <Note tone="info">{parked ? m.auth_sign_in_parked() : m.auth_sign_in_needed()}</Note> : null}
        <input type="hidden" name="to" value={to} />
        <input type="hidden" name="parked" value={parked} />
        <TextField label={m.auth_identifier()} {...field("identifier")} autoComplete="username" autoCapitalize="none" required />
        <PinField label={m.auth_pin()} name="pin" hint={m.auth_pin_hint()} error={error("pin")} required />
        <Button type="submit" kind="primary" size="l" full busy={busy} busyLabel={m.auth_signing_in()}>
          {m.auth_sign_in()}
        </Button>
        <OrLine />
        <LinkButton to="/accept" kind="secondary" size="l" full icon="qr">
          {m.auth_with_link()}
        </LinkButton>
        <Note tone="info" icon="phone">
          {m.auth_forgotten()}
        </Note>
      </Form>
    </AuthFrame>
  );
}

export const meta: MetaFunction = () => [{ title: m.auth_sign_in_title() }];
