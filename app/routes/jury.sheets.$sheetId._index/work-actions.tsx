import { Form } from "@remix-run/react";
import type { SheetView } from "#app/domain/judging/queries/sheet.server.ts";
import { m } from "#app/paraglide/messages.js";
import { IconButton, IconLink } from "#app/ui/icon-button.tsx";

type Props = {
  sheet: Pick<SheetView, "id" | "roundId" | "categoryId" | "favourite" | "flag" | "phase">;
  quiet: boolean;
  setQuiet: (quiet: boolean) => void;
};

/** What a judge does with a work besides scoring it: full screen, compare, a star, a word to the secretariat. */
export function WorkActions({ sheet, quiet, setQuiet }: Props) {
  const { id, roundId, categoryId, favourite, flag, phase } = sheet;
  const waiting = flag !== null && flag.answer === "";
  return (
    <div className="score-tools">
      {flag ? <p className="small muted">{waiting ? m.lighttable_flag_waiting() : m.lighttable_flag_answer({ answer: flag.answer })}</p> : null}
      <div className="flex gap-2">
        <IconButton
          icon={quiet ? "close" : "image"}
          label={quiet ? m.lighttable_full_close() : m.lighttable_full_open()}
          aria-pressed={quiet}
          data-key="f"
          onClick={() => setQuiet(!quiet)}
          bordered
        />
        <IconLink
          to={`/jury/rounds/${roundId}?category=${categoryId}&pick=${id}`}
          icon="compare"
          label={m.lighttable_compare()}
          data-key="c"
          bordered
        />
        {phase === "judging" ? (
          <>
            <Form method="post" action={`/jury/sheets/${id}/favourite`} preventScrollReset replace>
              <input type="hidden" name="on" value={favourite ? "no" : "yes"} />
              <IconButton
                type="submit"
                icon="star"
                className={favourite ? "icon-btn-marked" : undefined}
                label={favourite ? m.lighttable_favourite_off() : m.lighttable_favourite_on()}
                aria-pressed={favourite}
                data-key="y"
                bordered
              />
            </Form>
            {waiting ? null : <IconLink to={`/jury/sheets/${id}/flag`} icon="flag" label={m.lighttable_flag()} bordered />}
          </>
        ) : null}
      </div>
    </div>
  );
}
