import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { z } from "zod";
import { issueInvitation } from "#app/domain/people/commands.server.ts";
import { findPerson } from "#app/domain/people/queries.server.ts";
import { act } from "#app/http/form.server.ts";
import { roleWord } from "#app/http/kind-words.ts";
import { load } from "#app/http/page.server.ts";
import { qrSvg } from "#app/http/qr.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { openFlash, sealFlash } from "#app/http/sealed-flash.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { formatDate } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { PrintButton } from "#app/ui/print-button.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

type Issued = { personId: string; pin: string; linkToken: string; expiresAt: string };

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { id, fullName, identifier, places, may } = await findPerson(ctx, args.params.personId ?? "");
    const issued = await openFlash<Issued>(args.request);
    const person = { id, fullName, identifier, places, mayIssue: may.issueInvitation };
    if (issued?.personId !== id) return { person, sheet: null };
    const { origin } = new URL(args.request.url);
    const qr = await qrSvg(`${origin}/accept/${issued.linkToken}`);
    const code = issued.linkToken.replace(/(.{4})(?=.)/g, "$1 ");
    return { person, sheet: { pin: issued.pin, code, qr, site: origin.replace(/^https?:\/\//, ""), expiresAt: new Date(issued.expiresAt) } };
  });

export async function action(args: ActionFunctionArgs) {
  const personId = args.params.personId ?? "";
  const outcome = await act(args, z.object({}), async (ctx) => {
    const sealed = await sealFlash({ personId, ...(await issueInvitation(ctx, personId)) });
    return redirect(`/office/people/${personId}/invitation`, { headers: { "Set-Cookie": sealed } });
  });
  return refusalAsToast(outcome, `/office/people/${personId}`);
}

/** The invitation as it is printed and handed over: its PIN can be read here for ten minutes and never again. */
export default function InvitationSheet() {
  const { person, sheet } = useLoaderData<typeof loader>();
  const places = person.places.map(({ role, place }) => (place ? `${roleWord(role)}, ${place}` : roleWord(role)));
  return (
    <>
      <div className="no-print">
        <PageHeader
          back={<Link to={`/office/people/${person.id}`}>{person.fullName}</Link>}
          title={m.office_invitation_title()}
          actions={sheet ? <PrintButton label={m.office_invitation_print()} /> : null}
        />
        {sheet ? <Note tone="warn">{m.office_invitation_once()}</Note> : <Reissue mayIssue={person.mayIssue} />}
      </div>
      {sheet ? (
        <article className="card mt-6 max-w-[640px]">
          <p className="eyebrow">{m.common_app_name()}</p>
          <h2 className="section-title">{m.office_invitation_for({ name: person.fullName })}</h2>
          <p>{places.join(" · ")}</p>
          <div className="mt-4 flex flex-wrap items-center gap-6">
            <img src={sheet.qr} width={150} height={150} alt={m.office_invitation_qr()} />
            <dl className="grid gap-2">
              <Line term={m.office_invitation_site()}>{`${sheet.site}/accept`}</Line>
              <Line term={m.office_invitation_code()}><b>{sheet.code}</b></Line>
              <Line term={m.auth_identifier()}>{person.identifier}</Line>
              <Line term={m.auth_pin()}><b className="text-2xl">{sheet.pin}</b></Line>
            </dl>
          </div>
          <ol className="mt-4 list-decimal pl-5">
            <li>{m.office_invitation_step_scan()}</li>
            <li>{m.office_invitation_step_pin()}</li>
            <li>{m.office_invitation_step_later()}</li>
          </ol>
          <p className="muted small mt-4">{m.office_invitation_until({ day: formatDate(sheet.expiresAt) })}</p>
        </article>
      ) : null}
    </>
  );
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="muted small">{term}</dt>
      <dd className="num">{children}</dd>
    </div>
  );
}

function Reissue({ mayIssue }: { mayIssue: boolean }) {
  return (
    <div className="stack max-w-[560px]">
      <Note tone="info">{m.office_invitation_gone()}</Note>
      {mayIssue ? (
        <Form method="post">
          <Button kind="primary" className="sm:justify-self-start" icon="print">{m.office_people_reissue()}</Button>
        </Form>
      ) : null}
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_invitation_title() }];
