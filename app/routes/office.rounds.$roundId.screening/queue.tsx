import { Link } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { m } from "#app/paraglide/messages.js";
import { Thumb } from "#app/ui/artwork.tsx";
import { cx } from "#app/ui/cx.ts";
import { Icon } from "#app/ui/icon.tsx";
import type { Desk } from "./desk.server.ts";
import type { View } from "./views.ts";

type Props = { queue: Desk["queue"]; current: string; view: View; at: string; more: number; search: string };

/** The entries of the view, the one in hand marked; it stays in sight while one goes through them by key. */
export function Queue({ queue, current, view, at, more, search }: Props) {
  const here = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return.
    void here.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [current]);
  return (
    <nav className="card card-flush lg:max-xl:col-span-2 xl:max-h-[calc(100dvh-220px)] overflow-auto" aria-label={m.office_screening_queue()}>
      <ul className="flex overflow-x-auto xl:block">
        {queue.map((line) => {
          const chosen = line.id === current;
          return (
            <li key={line.id} className="flex-none border-b border-line xl:flex-auto">
              <Link
                ref={chosen ? here : undefined}
                to={`${at}?${new URLSearchParams({ view, ...(search ? { q: search } : {}), entry: line.id })}`}
                preventScrollReset
                aria-current={chosen ? "true" : undefined}
                className={cx("flex min-w-[200px] items-center gap-3 px-3 py-2 text-text no-underline", chosen && "bg-primary-soft shadow-[inset_3px_0_0_var(--primary)]")}
              >
                <Thumb src={line.small} size={42} />
                <span className="min-w-0 leading-tight">
                  <b className="num small block">
                    {line.verdict ? <Icon name={line.verdict === "accepted" ? "check" : "forbidden"} size="s" className={line.verdict === "accepted" ? "text-ok inline" : "text-bad inline"} label={line.verdict === "accepted" ? m.ui_status_valid() : m.ui_status_invalid()} /> : null}{" "}
                    {line.code}
                  </b>
                  <span className={cx("block text-[0.8125rem] line-clamp-2", !line.returned && line.finding?.severity === "reject" && "text-bad", (line.returned || line.finding?.severity === "warn") && "text-warn", !line.finding && !line.returned && "text-text-2")}>
                    {line.returned ?? line.finding?.words ?? line.title}
                  </span>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
      {more > 0 ? <p className="small muted p-3">{m.office_screening_queue_more({ count: more })}</p> : null}
    </nav>
  );
}
