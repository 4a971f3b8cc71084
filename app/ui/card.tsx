import type { ReactNode } from "react";
import { cx } from "#app/ui/cx.ts";

type CardProps = {
  /** Set in the card's head as a heading of `level`. */
  title?: ReactNode;
  level?: 2 | 3;
  /** At the right of the title: a count, a link. */
  aside?: ReactNode;
  /** `call` is the indigo card of the next thing to do; `soft` a lavender ground. */
  tone?: "plain" | "call" | "soft" | "warn";
  /** No inner space: for tables and lists that reach the edge. */
  flush?: boolean;
  children?: ReactNode;
  className?: string;
  id?: string;
};

/** A surface with a line around it. Cards do not cast a shadow and do not nest. */
export function Card({ title, level = 2, aside, tone = "plain", flush, children, className, id }: CardProps) {
  const Heading = `h${level}` as const;
  return (
    <section
      id={id}
      className={cx("card", tone !== "plain" && `card-${tone}`, flush && "card-flush", className)}
    >
      {title ? (
        <div className="card-head">
          <Heading className="card-title">{title}</Heading>
          {aside ? <div className="card-aside">{aside}</div> : null}
        </div>
      ) : null}
      {children}
    </section>
  );
}
