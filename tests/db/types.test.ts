import path from "node:path";
import { generate, getDialect } from "kysely-codegen";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { freshDb } from "#tests/support/database.ts";

const fresh = freshDb();
const file = path.resolve(import.meta.dirname, "../../db/types.ts");

/** The types of a database as `db/client.ts` reads its values. */
const typesOf = (db: typeof fresh.db) =>
  generate({
    db,
    dialect: getDialect("postgres", { dateParser: "string" }),
    typeMapping: { int8: "number" },
    includePattern: "public.*",
    excludePattern: "kysely_*",
    defaultSchemas: ["public"],
    outFile: null,
  });

// After a change of the migrations: npx vitest run tests/db/types.test.ts -u
it("db/types.ts says what the migrations make", async () => {
  await expect(await typesOf(fresh.db)).toMatchFileSnapshot(file);
});

it("a column more is noticed", async () => {
  const before = await typesOf(fresh.db);
  await sql`alter table stored_files add column colour text`.execute(fresh.db);
  expect(await typesOf(fresh.db)).toBe(before.replace("export interface StoredFiles {\n", "$&").replace(
    /(export interface StoredFiles \{\n(?: {2}.*\n)*? {2}bytes: .*\n)/,
    "$1  colour: string | null;\n",
  ));
});
