import type { ReactNode } from "react";

/** The one crayon line of a public page, under the last words of its title. */
export function CrayonUnderline({ children }: { children: ReactNode }) {
  return (
    <span className="crayon-underline">
      {children}
      <svg viewBox="0 0 300 16" preserveAspectRatio="none" aria-hidden="true">
        <path d="M3 10C40 4 70 13 110 8s80-5 110 1 55 2 77-3" strokeWidth="6" />
        <path d="M14 13c50-5 130-3 190-3" strokeWidth="3" opacity=".7" />
      </svg>
    </span>
  );
}

/** A short stroke above a heading of a public page; three a page at most. */
export function CrayonStroke({ colour }: { colour: "red" | "yellow" | "green" | "sky" | "purple" }) {
  return <span className={`crayon-stroke crayon-${colour}`} aria-hidden="true" />;
}
