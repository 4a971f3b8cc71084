import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { pinSchema } from "#app/domain/people/model.ts";
import { findLink, signInByLink } from "#app/domain/people/sign-in.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { actPublic } from "#app/http/form.server.ts";
import { LanguageSwitch } from "#app/http/frame-foot.tsx";
import { loadPublic } from "#app/http/page.server.ts";
import { signedIn } from "#app/http/signed-in.server.ts";
import { m } from "#app/paraglide/messages.js";
import { DomainError } from "#app/platform/domain-error.ts";
import { AuthFrame } from "#app/ui/auth-frame.tsx";
import { Button } from "#app/ui/button.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { Note } from "#app/ui/note.tsx";
import { PinField } from "#app/ui/pin-field.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  loadPublic(args, async ({ db, now }) => {
    const link = await findLink(db, args.params.token ?? "", now);
    if (!link) throw new DomainError("not-found", "link-not-valid");
    return { fullName: link.fullName, places: link.places };
  });

export const action = (args: ActionFunctionArgs) =>
  actPublic(args, z.object({ pin: pinSchema }), async ({ db, now }, { pin }) => {
    const token = args.params.token ?? "";
    const session = await signInByLink(db, { token, pin, source: args.context.clientIp }, now);
    return signedIn(db, session, { now });
  });

/** Where the square on the invitation leads: it says who is meant and asks for the PIN beside it. */
export default function Accept() {
  const { fullName, places } = useLoaderData<typeof loader>();
  const { error, formError } = fieldState(useActionData<typeof action>());
  const busy = useNavigation().state !== "idle";
  return (
    <AuthFrame
      title={m.auth_accept_title({ name: fullName })}
      hint={m.auth_accept_hint()}
      context={places.length > 0 ? { title: places.join(" · ") } : undefined}
      language={<LanguageSwitch />}
    >
      <Form method="post" className="stack-wide">
        <FormError title={formError} />
        <PinField label={m.auth_pin()} name="pin" hint={m.auth_pin_hint()} error={error("pin")} required />
        <Button type="submit" kind="primary" size="l" full busy={busy} busyLabel={m.auth_signing_in()}>
          {m.auth_sign_in()}
        </Button>
        <Note tone="info" icon="phone">
          {m.auth_forgotten()}
        </Note>
      </Form>
    </AuthFrame>
  );
}

export const meta: MetaFunction = () => [{ title: m.auth_sign_in_title() }, { name: "robots", content: "noindex" }];
