import { type ReactNode, useEffect } from "react";
import type { Ballot } from "#app/domain/judging/ballot.ts";
import { m } from "#app/paraglide/messages.js";
import { cx } from "#app/ui/cx.ts";
import { formatCount } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { KeyHint } from "#app/ui/key-hint.tsx";

type Props = {
  ballot: Ballot;
  /** The field's name; it posts "1", "0", the stars, or nothing where a work is not chosen. */
  name: string;
  /** Hundredths; null is not voted yet. */
  value: number | null;
  onChange: (value: number | null) => void;
  /** No more works can be chosen. */
  full: boolean;
  disabled: boolean;
  error?: string | undefined;
  /** What is said of saving. */
  status: ReactNode;
};

type Tile = { value: number | null; label: string; digit: string };

function tilesOf(ballot: Ballot): Tile[] {
  if (ballot.kind === "stars") {
    return Array.from({ length: ballot.stars }, (_, at) => ({ value: (at + 1) * 100, label: formatCount(at + 1), digit: String((at + 1) % 10) }));
  }
  if (ballot.kind === "pass") {
    return [{ value: 100, label: m.ballot_pass(), digit: "1" }, { value: 0, label: m.ballot_fail(), digit: "0" }];
  }
  return [{ value: 100, label: m.ballot_pick_short(), digit: "1" }, { value: null, label: m.ballot_unpicked(), digit: "0" }];
}

const questions: Record<Ballot["kind"], () => string> = {
  pass: m.ballot_question_pass, stars: m.ballot_question_stars, choose: m.ballot_question_choose,
};

/** A judge's vote on one work, as large tiles: pass or not, so many stars, chosen or not. */
export function BallotChoice({ ballot, name, value, onChange, full, disabled, error, status }: Props) {
  const stars = ballot.kind === "stars";
  const picked = (value ?? 0) > 0;
  const standing = ballot.kind === "choose" && !picked ? null : value;
  const closed = (tile: Tile) => full && !picked && ballot.kind === "choose" && tile.value !== null;
  useEffect(() => {
    // On a slow line a judge may have chosen before the scripts came.
    const early = document.querySelector<HTMLInputElement>(".ballot-choice input:checked");
    const typed = early && early.value !== "" ? Number(early.value) * 100 : null;
    if (early && typed !== standing) onChange(typed);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the scripts take over
  }, []);
  return (
    <fieldset className={cx("ballot-choice", stars && "ballot-stars")} data-count={stars ? ballot.stars : 2}>
      <legend>{questions[ballot.kind]()}</legend>
      <div className="ballot-status small">{status}</div>
      {tilesOf(ballot).map((tile) => (
        <label
          key={tile.digit}
          className={cx("ballot-tile", tile.value === 0 && "ballot-tile-no", stars && (value ?? 0) >= (tile.value ?? 0) && "ballot-star-on")}
        >
          <input
            type="radio" name={name} className="sr-only" data-digit={tile.digit}
            value={tile.value === null ? "" : String(tile.value / 100)}
            checked={standing === tile.value && (ballot.kind === "choose" || value !== null)}
            disabled={disabled || closed(tile)}
            aria-label={stars ? m.ballot_stars_of({ stars: tile.label }) : undefined}
            onChange={() => onChange(tile.value)}
          />
          <span className="ballot-tile-words">
            {stars ? <Icon name="star" /> : tile.value === 100 ? <Icon name="check" /> : null}
            {tile.label}
          </span>
          {disabled ? null : <KeyHint>{tile.digit}</KeyHint>}
        </label>
      ))}
      {ballot.kind === "choose" && full && !picked && !disabled ? (
        <p className="small text-warn basis-full">{m.ballot_full({ picks: formatCount(ballot.picks) })}</p>
      ) : null}
      {error ? <p className="small text-bad basis-full" role="alert">{error}</p> : null}
    </fieldset>
  );
}
