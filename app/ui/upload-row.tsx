import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Thumb } from "#app/ui/artwork.tsx";
import { ProgressBar } from "#app/ui/progress-bar.tsx";
import { m } from "#app/paraglide/messages.js";

type UploadRowProps = {
  title: ReactNode;
  to?: string;
  /** The child and class, or the code. */
  subtitle?: ReactNode;
  thumb?: string | null;
  /** A StatusChip; left out while sending, where the bar says it. */
  status?: ReactNode;
  /** Acknowledged bytes in percent; `waiting` turns the bar grey. */
  sending?: { percent: number; waiting?: boolean };
  /** One line that says what happens next. */
  next?: ReactNode;
  /** Buttons, when a hand is needed. */
  actions?: ReactNode;
  /** A red edge: needs a hand. */
  needsHand?: boolean;
};

/** One entry on its way: where it is, and what happens next. Stands in a `ul.upload-rows`. */
export function UploadRow(props: UploadRowProps) {
  const { title, to, subtitle, thumb, status, sending, next, actions, needsHand } = props;
  return (
    <li className={needsHand ? "upload-row upload-row-hand" : "upload-row"}>
      <Thumb src={thumb} size={60} />
      <div className="upload-row-text">
        {to ? (
          <Link to={to} className="upload-row-title">
            {title}
          </Link>
        ) : (
          <b className="upload-row-title">{title}</b>
        )}
        {subtitle ? <span className="upload-row-sub">{subtitle}</span> : null}
      </div>
      <div className="upload-row-state">
        {sending ? <Sending {...sending} /> : status}
        {next ? <span className="upload-row-sub">{next}</span> : null}
      </div>
      {actions ? <div className="upload-row-actions">{actions}</div> : null}
    </li>
  );
}

function Sending({ percent, waiting }: { percent: number; waiting?: boolean }) {
  const word = waiting ? m.ui_status_waiting_network() : m.ui_status_uploading_plain();
  return (
    <span className={waiting ? "sending sending-waiting" : "sending"}>
      <span className="sending-words">
        <b>{word}</b>
        <b className="num">{percent}%</b>
      </span>
      <ProgressBar value={percent} max={100} label={word} tone={waiting ? "idle" : "info"} />
    </span>
  );
}
