import { type ActionFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData } from "@remix-run/react";
import { z } from "zod";
import { fieldState } from "#app/http/field-state.ts";
import { actPublic } from "#app/http/form.server.ts";
import { LanguageSwitch } from "#app/http/frame-foot.tsx";
import { m } from "#app/paraglide/messages.js";
import { AuthFrame } from "#app/ui/auth-frame.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/field.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

const schema = z.object({
  code: z
    .string()
    .transform((raw) => raw.toUpperCase().replace(/[^0-9A-Z]/g, "").slice(-16))
    .pipe(z.string().regex(/^[2-9A-HJ-NP-Z]{16}$/, "link-code-not-valid")),
});

export const action = (args: ActionFunctionArgs) =>
  actPublic(args, schema, async (_, { code }) => redirect(`/accept/${code}`));

/** For whoever cannot scan the square on the invitation: its code typed by hand. */
export default function AcceptByHand() {
  const { field } = fieldState(useActionData<typeof action>());
  return (
    <AuthFrame title={m.auth_accept_code_title()} hint={m.auth_accept_code_hint()} language={<LanguageSwitch />}>
      <Form method="post" className="stack-wide">
        <TextField label={m.auth_accept_code()} {...field("code")} autoCapitalize="characters" autoComplete="off" required />
        <Button type="submit" kind="primary" size="l" full>
          {m.auth_accept_go_on()}
        </Button>
        <LinkButton to="/sign-in" kind="tertiary" full>
          {m.auth_back_to_sign_in()}
        </LinkButton>
      </Form>
    </AuthFrame>
  );
}

export const meta: MetaFunction = () => [{ title: m.auth_accept_code_title() }];
