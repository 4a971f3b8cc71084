import { m } from "#app/paraglide/messages.js";

type LogoProps = {
  /** `frame` is white on indigo, `paper` is indigo on white. */
  on?: "frame" | "paper";
  /** Only the mark, with the name for screen readers. */
  markOnly?: boolean;
};

/** The mark (an open ring around a woven diamond) and the product's name. */
export function Logo({ on = "paper", markOnly = false }: LogoProps) {
  return (
    <span className={`logo logo-${on}`}>
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <path
          d="M16 3a13 13 0 1 1-9.2 3.8"
          fill="none"
          stroke="currentColor"
          strokeWidth="4"
          strokeLinecap="round"
        />
        <circle cx="9.5" cy="4.9" r="2.3" fill="#e5574d" />
        <path d="M16 10l6 6-6 6-6-6z" fill="#f4b61f" />
        <path d="M16 13.4l2.6 2.6-2.6 2.6-2.6-2.6z" fill="#fff" />
      </svg>
      <span className={markOnly ? "sr-only" : undefined}>{m.ui_product_name()}</span>
    </span>
  );
}
