import { Artwork, type PictureSources } from "#app/ui/artwork.tsx";
import { cx } from "#app/ui/cx.ts";
import { m } from "#app/paraglide/messages.js";

/** A work whose family agreed to show it. */
export type HeroWork = { title: string; statement: string | null; sources: PictureSources; width: number; height: number };

/** Where the sheets lie: the first in front of the second, the third only where there is room. */
const places = [
  "z-10 left-[2%] top-[9%] w-[66%] -rotate-[2.5deg] lg:left-[9%] lg:w-[64%]",
  "left-[58%] top-[2%] w-[46%] rotate-[5deg]",
  "z-20 left-[50%] top-[47%] w-[52%] rotate-[1.5deg] lg:top-[50%]",
  "z-10 hidden left-0 top-[58%] w-[48%] -rotate-[3deg] lg:block",
];

const illustrations = ["harvest", "to-school", "marriage-can-wait", "field-work"];

const drawn = (name: string): HeroWork => ({
  title: "", statement: null, sources: { 800: `/drawings/${name}.webp` }, width: 720, height: 509,
});

/**
 * Sheets laid over each other. Works that may be shown come first; where there are too few, drawings made by code
 * fill the places and say so.
 */
export function HeroArt({ works }: { works: readonly HeroWork[] }) {
  const own = works.length >= places.length;
  const shown = own ? works.slice(0, places.length) : illustrations.map(drawn);
  const quote = own ? shown.find(({ statement }) => statement && statement.length <= 70)?.statement : null;
  return (
    <div className="relative -mx-4 h-[66vw] max-h-[440px] lg:mx-0 lg:h-[520px] lg:max-h-none">
      {shown.map((work, at) => (
        <div key={at} className={cx("absolute", places[at])}>
          <Artwork
            sources={work.sources} width={work.width} height={work.height} alt={work.title} eager={at < 2}
            sizes="(min-width: 1024px) 420px, 60vw"
          />
        </div>
      ))}
      {quote ? (
        <p className="hand absolute bottom-[2%] left-[3%] z-30 max-w-[60%] rounded-[14px_14px_14px_2px] bg-surface px-4 py-2 text-[1.375rem] shadow-(--sh-2)">
          {m.public_contest_quote({ words: quote })}
        </p>
      ) : null}
      {own ? null : (
        <p className="small muted absolute bottom-0 right-4 z-30 rounded bg-surface px-2">{m.public_contest_drawn()}</p>
      )}
    </div>
  );
}
