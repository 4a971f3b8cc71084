import { m } from "#app/paraglide/messages.js";
import type { DeskSnapshot } from "#app/ui/desk/store.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Note } from "#app/ui/note.tsx";
import type { DeskPageData } from "./route.tsx";

/** What stands in the way of the whole desk: no network, nobody signed in, a device that keeps nothing. */
export function DeskNotes({ page, desk }: { page: DeskPageData; desk: DeskSnapshot }) {
  const here = `/unit/contests/${page.contest.slug}/desk`;
  return (
    <>
      <noscript><Note tone="warn">{m.desk_no_script()}</Note></noscript>
      {page.open ? null : <Note tone="warn" title={m.desk_closed_title()}>{m.desk_closed_text()}</Note>}
      {desk.trouble === "network" ? (
        <Note tone="info" icon="no-signal" role="status" title={m.desk_network_title()}>{m.desk_network_text()}</Note>
      ) : null}
      {desk.trouble === "signed-out" ? (
        <Note
          tone="warn" role="alert" title={m.desk_signed_out_title()}
          actions={<LinkButton to={`/sign-in?to=${encodeURIComponent(here)}`} size="s">{m.desk_sign_in()}</LinkButton>}
        >
          {m.desk_signed_out_text()}
        </Note>
      ) : null}
      {desk.keeps ? null : <Note tone="warn" role="alert" title={m.desk_not_kept_title()}>{m.desk_not_kept_text()}</Note>}
    </>
  );
}
