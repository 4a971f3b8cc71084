import { Link } from "@remix-run/react";
import { m } from "#app/paraglide/messages.js";
import { Icon } from "#app/ui/icon.tsx";
import type { SaveStatus } from "./use-autosave.ts";

type Props = {
  status: SaveStatus;
  /** A field holds something that is no points. */
  faulty: boolean;
  locked: boolean;
  submitted: boolean;
  sheetId: string;
};

/** Says in words what is safe: saved, being saved, waiting for the network, or refused with its reason. */
export function SaveWords(props: Props) {
  return (
    <span role="status" className="inline-flex items-center gap-1">
      <Words {...props} />
    </span>
  );
}

function Words({ status, faulty, locked, submitted, sheetId }: Props) {
  if (faulty && (status.kind === "idle" || status.kind === "saved")) {
    return <span className="inline-flex items-center gap-1 text-warn"><Icon name="warning" size="s" /> {m.lighttable_not_saved()}</span>;
  }
  if (locked && status.kind === "idle") {
    return (
      <>
        <Icon name={submitted ? "check" : "lock"} size="s" /> {submitted ? m.jury_state_submitted() : m.jury_closed()}
      </>
    );
  }
  switch (status.kind) {
    case "saving":
      return <span className="muted">{m.ui_saving()}</span>;
    case "saved":
      return <span className="inline-flex items-center gap-1 text-ok"><Icon name="check" size="s" /> {m.ui_saved()}</span>;
    case "waiting":
      return <span className="inline-flex items-center gap-1 text-warn"><Icon name="no-signal" size="s" /> {m.jury_save_waiting()}</span>;
    case "signed-out":
      return <Link to={`/sign-in?to=/jury/sheets/${sheetId}`} reloadDocument className="text-warn">{m.jury_save_signed_out()}</Link>;
    case "refused":
      return <span className="inline-flex items-center gap-1 text-bad"><Icon name="warning" size="s" /> {status.words}</span>;
    case "idle":
      return null;
  }
}
