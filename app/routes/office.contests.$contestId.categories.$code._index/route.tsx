import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { saveCategory } from "#app/domain/contests/commands/edit-categories.server.ts";
import { categoryFormSchema } from "#app/domain/contests/forms.ts";
import { findSetup } from "#app/domain/contests/queries/for-office.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { DomainError } from "#app/platform/domain-error.ts";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { NumberField, Select, TextField } from "#app/ui/field.tsx";
import { Fieldset } from "#app/ui/fieldset.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { CategoryParts } from "./parts.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { contest, setup, frozen, may } = await findSetup(ctx, args.params.contestId ?? "");
    const category = setup.categories.find(({ code }) => code === args.params.code) ?? null;
    if (!category && args.params.code !== "new") throw new DomainError("not-found", "category-unknown");
    return { contestId: contest.id, category, mayEdit: may.edit && !frozen };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, categoryFormSchema, async (ctx, value) => {
    const { code } = await saveCategory(ctx, args.params.contestId ?? "", value);
    return redirectWithToast(`/office/contests/${args.params.contestId}/categories/${code}`, m.office_saved());
  });

export default function Category() {
  const { contestId, category, mayEdit } = useLoaderData<typeof loader>();
  const { field, formError, faults } = fieldState(useActionData<typeof action>());
  const at = `/office/contests/${contestId}/categories`;
  const file = category?.file;
  return (
    <div className="split">
      <Form method="post" className="stack" key={category?.code ?? "new"}>
        <Link to={at}>{m.office_setup_categories()}</Link>
        <FormError title={formError} faults={faults} />
        <input type="hidden" name="oldCode" value={category?.code ?? ""} />
        <TextField label={m.office_category_name()} {...field("name", category?.name)} required />
        <TextField label={m.office_category_code()} hint={m.office_category_code_hint()} {...field("code", category?.code)} required />
        <Select
          label={m.office_category_medium()}
          options={[{ value: "image", label: m.office_category_image() }, { value: "video", label: m.office_category_video() }]}
          {...field("medium", category?.medium ?? "image")}
        />
        <NumberField label={m.office_category_min_authors()} {...field("minAuthors", category?.minAuthors ?? 1)} required />
        <NumberField label={m.office_category_max_authors()} hint={m.office_category_max_authors_hint()} {...field("maxAuthors", category?.maxAuthors ?? 10)} required />
        <NumberField label={m.office_category_max_mb()} suffix="MB" {...field("maxMb", Math.floor((file?.maxBytes ?? 31457280) / 1048576))} required />
        <NumberField label={m.office_category_min_px()} optional {...field("minLongSidePx", file?.minLongSidePx ?? "")} />
        <NumberField label={m.office_category_min_seconds()} optional {...field("minSeconds", file?.minDurationMs ? file.minDurationMs / 1000 : "")} />
        <NumberField label={m.office_category_max_seconds()} optional {...field("maxSeconds", file?.maxDurationMs ? file.maxDurationMs / 1000 : "")} />
        <Fieldset legend={m.limits_setup_title()} hint={m.limits_setup_hint()}>
          <div className="grid gap-4 sm:grid-cols-3">
            <NumberField label={m.limits_setup_min()} optional {...field("perUnitMin", category?.limits?.perUnitMin ?? "")} />
            <NumberField label={m.limits_setup_max()} optional {...field("perUnitMax", category?.limits?.perUnitMax ?? "")} />
            <NumberField label={m.limits_setup_child()} optional {...field("perChildMax", category?.limits?.perChildMax ?? "")} />
          </div>
        </Fieldset>
        {mayEdit ? <Button kind="primary" className="sm:justify-self-start">{m.office_save()}</Button> : null}
      </Form>
      {category ? (
        <Card title={category.name}>
          <CategoryParts category={category} at={`${at}/${category.code}`} mayEdit={mayEdit} />
        </Card>
      ) : null}
    </div>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.category?.name ?? m.office_category_add() }];
