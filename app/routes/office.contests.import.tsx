import { type ActionFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData } from "@remix-run/react";
import { z } from "zod";
import { importSetup } from "#app/domain/contests/commands/create-contest.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { m } from "#app/paraglide/messages.js";
import { DomainError } from "#app/platform/domain-error.ts";
import { Button } from "#app/ui/button.tsx";
import { TextArea } from "#app/ui/field.tsx";
import { FileField } from "#app/ui/file-field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

/** The set-up as a chosen file or as pasted text; the file wins. */
const schema = z.object({ file: z.instanceof(File).optional(), setup: z.string().default("") });

async function jsonOf({ file, setup }: z.output<typeof schema>): Promise<unknown> {
  try {
    return JSON.parse(file && file.size > 0 ? await file.text() : setup);
  } catch {
    throw new DomainError("invalid", "setup-not-json", {}, "setup");
  }
}

export const action = (args: ActionFunctionArgs) =>
  act(args, schema, async (ctx, value) => {
    const { contestId } = await importSetup(ctx, await jsonOf(value));
    return redirect(`/office/contests/${contestId}`);
  });

export default function ImportContest() {
  const { field, formError, faults } = fieldState(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        back={<Link to="/office/contests">{m.office_contests_title()}</Link>}
        title={m.office_contests_import_title()}
        hint={m.office_contests_import_hint()}
      />
      <Form method="post" encType="multipart/form-data" className="stack max-w-[720px]">
        <FormError title={formError} faults={faults} />
        <FileField label={m.office_contests_import_file()} name="file" accept="application/json,.json" />
        <TextArea label={m.office_contests_import_text()} rows={12} optional {...field("setup")} spellCheck={false} />
        <Button kind="primary" className="sm:justify-self-start" icon="upload">{m.office_contests_import()}</Button>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_contests_import_title() }];
