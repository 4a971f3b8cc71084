import { m } from "#app/paraglide/messages.js";
import { formatCount } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import type { Warning } from "./quality.ts";
import { warningWords } from "./warning-words.ts";

/** What can be said of the photo: what is right in a few words, what may be wrong with what to do. Never a refusal. */
export function PhotoFacts({ warnings, longSide }: { warnings: readonly Warning[]; longSide: number }) {
  const sharp = !warnings.some((warning) => warning === "blurred" || warning === "very-blurred");
  const right = [
    ...(sharp ? [m.photo_fact_sharp()] : []),
    ...(warnings.includes("small") ? [] : [m.photo_fact_size({ px: formatCount(longSide) })]),
    m.photo_fact_no_place(),
  ];
  return (
    <div role="status">
      <ul className="fixer-facts">
        {right.map((fact) => (
          <li key={fact}>
            <Icon name="check" size="s" /> {fact}
          </li>
        ))}
      </ul>
      {warnings.length > 0 ? (
        <ul className="fixer-warnings">
          {warnings.map((warning) => (
            <li key={warning}>
              <Icon name="warning" size="s" /> <span>{warningWords[warning]()}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
