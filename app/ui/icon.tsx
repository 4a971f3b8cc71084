/** Stroke paths on a 24 × 24 grid; one path per name keeps the markup to a single element. */
const PATHS = {
  home: "M4 11 12 4l8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z",
  inbox: "M4 13l3-8h10l3 8v6H4zM4 13h5l1.5 3h3L15 13h5",
  check: "M5 12.5 10 17l9-10",
  star: "M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1.1 5.9L12 16.8l-5.3 2.9 1.1-5.9L3.5 9.7l5.9-.8z",
  gavel: "M13 5l6 6M10 8l6 6M11.5 6.5l-5 5 3.5 3.5 5-5M4 20l6-6M4 21h9",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  "file-text": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
  send: "M4 12 20 4l-4 16-5-6zM11 14l9-10",
  users:
    "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 5.5a3 3 0 0 1 0 6M18 14.5c2 .8 3.5 2.7 3.5 5.5",
  user: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c0-4 3.3-6.5 7.5-6.5s7.5 2.5 7.5 6.5",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2",
  phone: "M5 4h4l2 5-3 2a11 11 0 0 0 5 5l2-3 5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2z",
  camera: "M4 8h3l2-3h6l2 3h3v11H4zM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9.5v.1",
  video: "M3 6h12v12H3zM15 10.5l6-3.5v10l-6-3.5",
  play: "M8 5l11 7-11 7z",
  upload: "M12 16V5M7 10l5-5 5 5M5 19h14",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  share: "M12 15V4M8 8l4-4 4 4M6 12H5v8h14v-8h-1",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5",
  "zoom-in": "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5M11 8v6M8 11h6",
  "zoom-out": "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5M8 11h6",
  flag: "M5 21V4h13l-3 4 3 4H5",
  back: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  down: "M6 9l6 6 6-6",
  up: "M6 15l6-6 6 6",
  undo: "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
  rotate: "M20 5v5h-5M20 10a8 8 0 1 0 0 5",
  pencil: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  disk: "M5 4h11l3 3v13H5zM8 4v5h7V4M8 20v-6h8v6",
  "no-signal": "M3 3l18 18M9 16.5a4 4 0 0 1 6 0M5.5 13a9 9 0 0 1 4-2.3M14.5 10.7a9 9 0 0 1 4 2.3M12 20v.1",
  warning: "M12 4 2.5 20h19zM12 10v4M12 17v.5",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6M12 7.5v.1",
  forbidden: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM6 6l12 12",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  qr: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2",
  chart: "M5 20v-5M10 20V9M15 20V5M20 20v-8",
  menu: "M4 7h16M4 12h16M4 17h16",
  more: "M12 5v.1M12 12v.1M12 19v.1",
  close: "M6 6l12 12M18 6 6 18",
  logout: "M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9",
  globe:
    "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9s.5-6 3.5-9z",
  trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10 11v5M14 11v5",
  calendar: "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  grid: "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
  compare: "M4 5h7v14H4zM13 5h7v14h-7z",
  list: "M9 6h11M9 12h11M9 18h11M4 6h1M4 12h1M4 18h1",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  settings:
    "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM19 12l2-1.5-2-3.5-2.4.9-1.7-1L14.5 4h-4l-.5 2.9-1.7 1L6 7l-2 3.5L6 12l-2 1.5L6 17l2.3-.9 1.7 1 .5 2.9h4l.4-2.9 1.7-1 2.4.9 2-3.5z",
  seal: "M12 3a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM8.5 14 7 21l5-2.5L17 21l-1.5-7M12 7v.1",
  box: "M4 8l8-4 8 4v9l-8 4-8-4zM4 8l8 4 8-4M12 12v9",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  key: "M8 9a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM11.5 10.5 20 3M16 6.5l3 3",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  building: "M5 21V5l8-2v18M13 9h6v12M3 21h18M8 9h2M8 13h2M8 17h2",
} as const;

/** The drawings of the icon set. */
export type IconName = keyof typeof PATHS;

type IconProps = {
  name: IconName;
  /** 16, 20 (default) or 24 px. */
  size?: "s" | "m" | "l";
  /** Give a label only when no text says the same nearby; otherwise the icon is hidden from readers. */
  label?: string;
  className?: string;
};

/** A stroked icon in the current text colour. */
export function Icon({ name, size = "m", label, className }: IconProps) {
  const named = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
  return (
    <svg className={`icon icon-${size}${className ? ` ${className}` : ""}`} viewBox="0 0 24 24" {...named}>
      <path d={PATHS[name]} />
    </svg>
  );
}
