import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listUnitContests } from "#app/domain/entries/queries/for-unit.server.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => ({ contests: await listUnitContests(ctx) }));

export default function UnitHelp() {
  const { contests } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.unit_help_title()} hint={m.unit_help_hint()} />
      <div className="stack max-w-[640px]">
        {contests.map((contest) => (
          <Card key={contest.id} title={`${contest.name} · ${contest.year}`}>
            <p>{m.unit_help_organiser({ organiser: contest.organiser })}</p>
            {contest.organiserPhone ? (
              <p>
                <a href={`tel:${contest.organiserPhone}`} className="num font-semibold">{contest.organiserPhone}</a>
              </p>
            ) : (
              <p className="muted">{m.unit_help_no_phone()}</p>
            )}
            <p className="mt-2">
              <a href={`/contests/${contest.slug}`}>{m.unit_help_rules()}</a>
            </p>
          </Card>
        ))}
        <Card title={m.unit_help_photo_title()}>
          <ul className="list-disc pl-5">
            <li>{m.unit_help_photo_light()}</li>
            <li>{m.unit_help_photo_straight()}</li>
            <li>{m.unit_help_photo_network()}</li>
          </ul>
        </Card>
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.unit_help_title() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
