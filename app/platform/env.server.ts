import path from "node:path";
import { z } from "zod";

/** What the operator decided, checked once at boot. `null` means: not given, the program finds its own way. */
export type Env = Readonly<{
  mode: "production" | "development" | "test";
  site: Readonly<{
    /** Scheme, host and port that people type, without a slash at the end. */
    origin: string;
    /** The operator named the origin; otherwise the address of each request is taken. */
    originIsFixed: boolean;
    host: string | null;
    port: number;
    /** How many proxies stand in front and may be believed about the caller's address. */
    trustedProxies: number;
  }>;
  database: Readonly<{ url: string | null; poolSize: number; slowQueryMs: number }>;
  dataDir: string;
  uploads: Readonly<{ token: string | null }>;
  secrets: Readonly<{ session: string | null; upload: string | null }>;
  programs: Readonly<{ ffmpeg: string | null; chromium: string | null }>;
  logLevel: "trace" | "debug" | "info" | "warn" | "error" | "silent";
}>;

/** Every fault found in the environment, one line each, in Vietnamese and English. */
export class EnvFault extends Error {
  override name = "EnvFault";
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(["Cấu hình chưa đúng / The configuration has faults:", ...faults.map((fault) => `  - ${fault}`)].join("\n"));
    this.faults = faults;
  }
}

const both = (vi: string, en: string) => ({ error: `${vi} / ${en}` });
const integer = (least: number, most: number) =>
  z.string().regex(/^\d+$/, both("phải là số nguyên", "must be a whole number")).transform(Number)
    .refine((n) => n >= least && n <= most, both(`phải từ ${least} đến ${most}`, `must be from ${least} to ${most}`));

const isOrigin = (text: string) => URL.canParse(text) && /^https?:\/\/[^/]+\/?$/.test(text);
const origin = z.string()
  .refine(isOrigin, both("phải có dạng https://tên-miền, không có đường dẫn", "must look like https://host, without a path"))
  .transform((text) => new URL(text).origin);
const postgresUrl = z.string()
  .refine((text) => /^postgres(ql)?:\/\/./.test(text) && URL.canParse(text),
    both("phải bắt đầu bằng postgres://", "must begin with postgres://"));
const secret = z.string().min(32, both("phải dài ít nhất 32 ký tự", "must have at least 32 characters"));
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, both(`phải là một trong: ${values.join(", ")}`, `must be one of: ${values.join(", ")}`));

const variables = z.object({
  NODE_ENV: oneOf(["production", "development", "test"]).default("development"),
  PORT: integer(1, 65_535).default(3000),
  HOST: z.string().optional(),
  SITE_ORIGIN: origin.optional(),
  ORIGIN: origin.optional(),
  TRUST_PROXY: integer(0, 9).default(0),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_POOL: integer(2, 200).default(10),
  SLOW_QUERY_MS: integer(1, 600_000).default(500),
  DATA_DIR: z.string().default(".data"),
  UPLOADTHING_TOKEN: z.string().min(8, both("quá ngắn", "is too short")).optional(),
  SESSION_SECRET: secret.optional(),
  UPLOAD_SECRET: secret.optional(),
  FFMPEG_PATH: z.string().optional(),
  CHROMIUM_PATH: z.string().optional(),
  LOG_LEVEL: oneOf(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
});

/** Reads and checks the environment; an empty variable counts as absent. Throws `EnvFault` naming every fault at once. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const parsed = variables.safeParse(given);
  if (!parsed.success) throw new EnvFault(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`));
  const v = parsed.data;
  const fixedOrigin = v.SITE_ORIGIN ?? v.ORIGIN;
  return deepFreeze({
    mode: v.NODE_ENV,
    site: {
      origin: fixedOrigin ?? `http://localhost:${v.PORT}`,
      originIsFixed: fixedOrigin !== undefined,
      host: v.HOST ?? null,
      port: v.PORT,
      trustedProxies: v.TRUST_PROXY,
    },
    database: { url: v.DATABASE_URL ?? null, poolSize: v.DATABASE_POOL, slowQueryMs: v.SLOW_QUERY_MS },
    dataDir: path.resolve(v.DATA_DIR),
    uploads: { token: v.UPLOADTHING_TOKEN ?? null },
    secrets: { session: v.SESSION_SECRET ?? null, upload: v.UPLOAD_SECRET ?? null },
    programs: { ffmpeg: v.FFMPEG_PATH ?? null, chromium: v.CHROMIUM_PATH ?? null },
    logLevel: v.LOG_LEVEL,
  });
}

/** The environment for a program we start: our own with some variables replaced, or removed where `undefined`. */
export function childEnv(changes: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (part && typeof part === "object") deepFreeze(part);
  return Object.freeze(value);
}
