import { Form } from "@remix-run/react";
import type { CategorySetup } from "#app/domain/contests/model.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { formatScore } from "#app/ui/format.ts";

/** Rubric and divisions of a category at a glance, each with the way to its form. */
export function CategoryParts({ category, at, mayEdit }: { category: CategorySetup; at: string; mayEdit: boolean }) {
  return (
    <div className="stack">
      <h3 className="section-title">{m.office_category_criteria()}</h3>
      <ul>
        {category.criteria.map(({ name, maxPoints }) => (
          <li key={name} className="cluster justify-between">
            <span>{name}</span> <b className="num">{formatScore(maxPoints)}</b>
          </li>
        ))}
      </ul>
      <LinkButton to={`${at}/criteria`} icon="pencil">{m.office_category_edit_criteria()}</LinkButton>
      <h3 className="section-title">{m.office_category_divisions()}</h3>
      {category.divisions.length === 0 ? <p className="muted">{m.office_category_no_divisions()}</p> : null}
      <ul>
        {category.divisions.map(({ code, name }) => (
          <li key={code}>{name}</li>
        ))}
      </ul>
      <LinkButton to={`${at}/divisions`} icon="pencil">{m.office_category_edit_divisions()}</LinkButton>
      {mayEdit ? (
        <Form method="post" action={`${at}/removal`}>
          <Button kind="danger-line" icon="trash">{m.office_category_remove({ name: category.name })}</Button>
        </Form>
      ) : null}
    </div>
  );
}
