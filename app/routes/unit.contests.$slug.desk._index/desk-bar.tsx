import { useNavigate } from "@remix-run/react";
import { useState } from "react";
import { m } from "#app/paraglide/messages.js";
import { ActionBar } from "#app/ui/action-bar.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import type { DeskPageData } from "./route.tsx";
import type { DeskRowView } from "./use-desk.ts";

type Props = { page: DeskPageData; rows: readonly DeskRowView[]; onMissing: () => void; flush: () => Promise<boolean> };

/** How far the whole list is, and the way to send what is complete. */
export function DeskBar({ page, rows, onMissing, flush }: Props) {
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const count = (heap: DeskRowView["heap"]) => rows.filter((view) => view.heap === heap).length;
  const [ready, missing, moving, sent] = [count("ready"), count("missing"), count("moving"), count("sent")];
  const parts = [
    ready > 0 ? m.desk_bar_ready({ count: ready }) : "",
    missing > 0 ? m.desk_bar_missing({ count: missing }) : "",
    moving > 0 ? m.desk_bar_moving({ count: moving }) : "",
    sent > 0 ? m.desk_bar_sent({ count: sent }) : "",
  ].filter(Boolean);
  const to = `/unit/contests/${page.contest.slug}/desk/submission${page.after ? `?after=${encodeURIComponent(page.after)}` : ""}`;
  const note = (
    <>
      <b>{m.desk_bar_rows({ count: rows.length })}</b>
      <span className="small muted block">{parts.join(" · ")}</span>
      <span className="desk-heaps" aria-hidden="true">
        {([["ready", ready + sent], ["missing", missing], ["moving", moving]] as const).map(([heap, size]) =>
          size > 0 ? <span key={heap} className={`desk-heap-${heap}`} style={{ flexGrow: size }} /> : null)}
      </span>
    </>
  );
  return (
    <ActionBar note={note}>
      {missing > 0 ? <Button type="button" size="l" className="desk-bar-missing" onClick={onMissing}>{m.desk_bar_missing({ count: missing })}</Button> : null}
      {page.open ? (
        <LinkButton
          to={to} kind="primary" size="l"
          onClick={(event) => {
            event.preventDefault();
            if (busy) return;
            setBusy(true);
            void flush().then(() => navigate(to));
          }}
        >
          {ready > 0 ? m.desk_send({ count: ready }) : m.desk_send_none()}
        </LinkButton>
      ) : null}
    </ActionBar>
  );
}
