import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { listPeopleAt } from "#app/domain/people/at-unit.server.ts";
import { findUnit, listChildren } from "#app/domain/units/queries.server.ts";
import { unitKindWord } from "#app/http/kind-words.ts";
import { load } from "#app/http/page.server.ts";
import { UnitTable } from "#app/http/unit-parts.tsx";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { History, PeopleHere, UnitPath } from "./parts.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const unitId = args.params.unitId ?? "";
    const unit = await findUnit(ctx, unitId);
    return { unit, children: await listChildren(ctx, unitId), people: await listPeopleAt(ctx, unitId) };
  });

export default function Unit() {
  const { unit, children, people } = useLoaderData<typeof loader>();
  const { may } = unit;
  const at = `/office/units/${unit.id}`;
  return (
    <>
      <PageHeader
        back={<UnitPath path={unit.path} />}
        title={unit.name}
        hint={[unitKindWord(unit.kind), unit.organisation, unit.phone].filter(Boolean).join(" · ")}
        actions={
          <>
            {may.rename ? <LinkButton to={`${at}/name`} icon="pencil">{m.office_units_edit()}</LinkButton> : null}
            {may.move ? <LinkButton to={`${at}/move`}>{m.office_units_move()}</LinkButton> : null}
            {may.close && !unit.validTo ? <LinkButton to={`${at}/end`}>{m.office_units_end()}</LinkButton> : null}
          </>
        }
      />
      <div className="split">
        <div className="stack-wide">
          <UnitTable caption={m.office_units_below_of({ name: unit.name })} units={children} empty={m.office_units_below_empty()} />
          {may.add || may.addSchool ? (
            <p>
              <LinkButton to={`${at}/add`} kind="primary" icon="plus">{m.office_units_add_below()}</LinkButton>
            </p>
          ) : null}
        </div>
        <div className="stack">
          <Card title={m.office_units_people_here()}>
            <PeopleHere people={people} />
            <Link to={`/office/people/new?unitId=${unit.id}&role=entrant`}>{m.office_people_add()}</Link>
          </Card>
          {unit.history.length > 0 ? (
            <Card title={m.office_units_history()}>
              <History rows={unit.history} />
            </Card>
          ) : null}
        </div>
      </div>
    </>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.unit.name ?? m.office_units_title() }];
