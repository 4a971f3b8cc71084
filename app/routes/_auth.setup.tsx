import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { identifierSchema, personNameSchema, pinSchema } from "#app/domain/people/model.ts";
import { completeSetup, isSetupOpen } from "#app/domain/people/setup.server.ts";
import { signIn } from "#app/domain/people/sign-in.server.ts";
import { UNIT_KINDS } from "#app/domain/units/kinds.ts";
import { unitKindSchema, unitNameSchema } from "#app/domain/units/model.ts";
import { fieldState } from "#app/http/field-state.ts";
import { actPublic } from "#app/http/form.server.ts";
import { LanguageSwitch } from "#app/http/frame-foot.tsx";
import { loadPublic } from "#app/http/page.server.ts";
import { signedIn } from "#app/http/signed-in.server.ts";
import { unitKindWord } from "#app/http/kind-words.ts";
import { m } from "#app/paraglide/messages.js";
import { AuthFrame } from "#app/ui/auth-frame.tsx";
import { Button } from "#app/ui/button.tsx";
import { Select, TextField } from "#app/ui/field.tsx";
import { Fieldset } from "#app/ui/fieldset.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PinField } from "#app/ui/pin-field.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  loadPublic(args, async ({ db }) => {
    if (!(await isSetupOpen(db))) throw redirect("/sign-in");
    return null;
  });

const schema = z.object({
  code: z.string().trim().min(1, "setup-code-empty").max(40, "setup-code-wrong"),
  unitName: unitNameSchema,
  unitKind: unitKindSchema,
  organisation: z.string().trim().max(200, "text-too-long").default(""),
  fullName: personNameSchema,
  identifier: identifierSchema,
  pin: pinSchema,
});

export const action = (args: ActionFunctionArgs) =>
  actPublic(args, schema, async ({ db, now }, value) => {
    const source = args.context.clientIp;
    await completeSetup(db, value, { now, source });
    const session = await signIn(db, { identifier: value.identifier, pin: value.pin, source }, now);
    return signedIn(db, session, { to: "/office", now });
  });

/** The first page of an empty portal: first organisation, first administrator, guarded by the console's code. */
export default function Setup() {
  const { field, error, formError, faults } = fieldState(useActionData<typeof action>());
  const busy = useNavigation().state !== "idle";
  const kinds = UNIT_KINDS.map((kind) => ({ value: kind, label: unitKindWord(kind) }));
  return (
    <AuthFrame title={m.setup_title()} hint={m.setup_hint()} language={<LanguageSwitch />}>
      <Form method="post" className="stack-wide">
        <FormError title={formError} faults={faults} />
        <TextField label={m.setup_code()} hint={m.setup_code_hint()} {...field("code")} autoComplete="off" autoCapitalize="characters" required />
        <Fieldset legend={m.setup_unit_legend()}>
          <TextField label={m.setup_unit_name()} hint={m.setup_unit_name_hint()} {...field("unitName")} required />
          <Select label={m.setup_unit_kind()} {...field("unitKind", "province")} options={kinds} />
          <TextField label={m.setup_organisation()} hint={m.setup_organisation_hint()} optional {...field("organisation")} />
        </Fieldset>
        <Fieldset legend={m.setup_person_legend()}>
          <TextField label={m.setup_full_name()} {...field("fullName")} autoComplete="name" required />
          <TextField label={m.auth_identifier()} {...field("identifier")} autoComplete="username" autoCapitalize="none" required />
          <PinField label={m.setup_pin()} name="pin" hint={m.setup_pin_hint()} error={error("pin")} autoComplete="new-password" shown required />
        </Fieldset>
        <Button type="submit" kind="primary" size="l" full busy={busy}>
          {m.setup_submit()}
        </Button>
      </Form>
    </AuthFrame>
  );
}

export const meta: MetaFunction = () => [{ title: m.setup_title() }];
