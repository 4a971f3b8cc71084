import { Link } from "@remix-run/react";
import { m } from "#app/paraglide/messages.js";
import { Thumb } from "#app/ui/artwork.tsx";
import { cx } from "#app/ui/cx.ts";
import type { Bulk } from "./groups.server.ts";

type Props = { roundId: string; lines: Bulk["lines"]; chosen: readonly string[] | null };

/** The works of a group, each with its tick, what was found in it and the way to look at it. */
export function Lines({ roundId, lines, chosen }: Props) {
  return (
    <ul className="card card-flush" aria-label={m.returns_bulk_list()}>
      {lines.map((line) => (
        <li key={line.id} className="flex flex-wrap items-center gap-3 border-b border-line p-3">
          <input
            type="checkbox" className="tick" name="ids" value={line.id} id={`pick-${line.id}`}
            defaultChecked={chosen ? chosen.includes(line.id) : line.chosen}
          />
          <Thumb src={line.small} size={42} />
          <label htmlFor={`pick-${line.id}`} className="min-w-40 flex-1">
            <b className="num whitespace-nowrap">{line.code}</b> <span className="hand text-[1.125rem]">{line.title}</span>
            <span className="small muted block">{line.unitName}</span>
            {line.findings.map(({ words, bad }) => (
              <span key={words} className={cx("small block", bad ? "text-bad" : "text-warn")}>{words}</span>
            ))}
          </label>
          <Link to={`/office/rounds/${roundId}/screening?view=all&entry=${line.id}`} className="small flex-none">{m.returns_bulk_look({ code: line.code })}</Link>
        </li>
      ))}
    </ul>
  );
}
