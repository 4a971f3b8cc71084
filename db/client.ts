import { AsyncLocalStorage } from "node:async_hooks";
import { Kysely, PostgresDialect, type LogEvent, type Transaction as KyselyTransaction } from "kysely";
import pg from "pg";
import type { DB } from "./types.ts";

export type Database = Kysely<DB>;
export type Transaction = KyselyTransaction<DB>;

/** Where the server listens: a URL, or the directory of its unix socket. */
export type Connection =
  | { connectionString: string }
  | { host: string; port: number; user: string; database: string };

/** One finished statement. Its parameters stay out, since they may hold a child's name. */
export type QueryReport = { sql: string; ms: number; failed: boolean };

export type DatabaseConfig = {
  connection: Connection;
  /** Connections kept at most; default 10. */
  max?: number;
  /** Statements slower than this many milliseconds are given to `onSlowQuery`. */
  slowQueryMs?: number;
  onSlowQuery?: (query: QueryReport) => void;
  /** An idle connection was lost, for example because the database went away. The pool opens new ones by itself. */
  onConnectionLost?: (error: Error) => void;
};

export type OpenDatabase = { db: Database; pool: pg.Pool };

// The bundled build and the server that hosts it are two instances of this module, and must share the observer.
const observerKey = Symbol.for("vong-thi.query-observer");
type Observer = AsyncLocalStorage<(query: QueryReport) => void>;
const shared = globalThis as { [observerKey]?: Observer };
const observer: Observer = (shared[observerKey] ??= new AsyncLocalStorage());

/** Runs `work` and reports every statement that it sends through Kysely, begin and commit included. */
export function observeQueries<T>(onQuery: (query: QueryReport) => void, work: () => Promise<T>): Promise<T> {
  return observer.run(onQuery, work);
}

/**
 * Opens a pool and Kysely upon it. No connection is made before the first statement.
 * Values: int8 is a number, numeric and date are text as the database writes them, timestamptz is a Date.
 */
export function openDatabase(config: DatabaseConfig): OpenDatabase {
  const pool = new pg.Pool({
    ...config.connection,
    Client: PreparingClient,
    max: config.max ?? 10,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    application_name: "vong-thi",
    types: { getTypeParser },
  });
  pool.on("error", (error) => {
    if (!pool.ending) config.onConnectionLost?.(error);
  });
  const dialect = new PostgresDialect({ pool });
  return { pool, db: new Kysely<DB>({ dialect, log: (event) => report(event, config) }) };
}

/** A statement is prepared when a connection meets it for this time, and at most so many of them are. */
const preparedFrom = 3;
const preparedAtMost = 100;
const countedAtMost = 1_000;

/**
 * Prepares the statements that a connection sends again and again: planning a page's query takes the database longer
 * than running it. Statements without parameters, and those beyond the bounds, are sent as they are.
 */
class PreparingClient extends pg.Client {
  readonly #names = new Map<string, string>();
  #counts = new Map<string, number>();

  // The overloads of pg come down to this one: what is asked, its values, and a callback in the old manner.
  override query(...[asked, ...rest]: unknown[]): never {
    const [values, ...others] = rest;
    const name = typeof asked === "string" && Array.isArray(values) && values.length > 0 ? this.#nameOf(asked) : undefined;
    const given = name ? [{ name, text: asked, values }, ...others] : [asked, ...rest];
    return (super.query as (...given: unknown[]) => never)(...given);
  }

  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known || this.#names.size >= preparedAtMost) return known;
    if (this.#counts.size >= countedAtMost) this.#counts = new Map();
    const count = (this.#counts.get(text) ?? 0) + 1;
    this.#counts.set(text, count);
    if (count < preparedFrom) return undefined;
    const name = `kept-${this.#names.size + 1}`;
    this.#names.set(text, name);
    return name;
  }
}

function report(event: LogEvent, config: DatabaseConfig): void {
  const slow = config.slowQueryMs !== undefined && event.queryDurationMillis >= config.slowQueryMs;
  const onQuery = observer.getStore();
  if (!slow && !onQuery) return;
  const query = { sql: event.query.sql, ms: event.queryDurationMillis, failed: event.level === "error" };
  onQuery?.(query);
  if (slow) config.onSlowQuery?.(query);
}

/** Reads a 64-bit integer; one that JavaScript cannot hold exactly fails the query instead of losing digits. */
function exactInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} is beyond what a number holds exactly`);
  return value;
}

const asText = (text: string) => text;
const parserOf = pg.types.getTypeParser as (oid: number, format?: string) => (text: string) => unknown;
const textArray = parserOf(1009) as (text: string) => (string | null)[];
const integerArray = (text: string) => textArray(text).map((item) => (item === null ? null : exactInteger(item)));

const ownParsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, exactInteger],
  [pg.types.builtins.NUMERIC, asText],
  [pg.types.builtins.DATE, asText],
  [1016, integerArray],
  [1231, textArray],
  [1182, textArray],
]);

function getTypeParser(oid: number, format?: "text" | "binary") {
  const own = format === "binary" ? undefined : ownParsers.get(oid);
  return own ?? parserOf(oid, format);
}
