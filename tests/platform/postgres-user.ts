import pg from "pg";
import { startPostgres } from "#app/platform/postgres.server.ts";

// Run as a process of its own by postgres.test.ts: prints the server's number, then each row once it is acknowledged.
const [dir, mode] = process.argv.slice(2);
const server = await startPostgres({ dir: dir! });
console.log(server.pid);

if (mode === "write") {
  const client = new pg.Client(server.connection);
  client.on("error", () => process.exit(1));
  await client.connect();
  await client.query("create table acknowledged (n int primary key)");
  for (let n = 1; ; n += 1) {
    await client.query("insert into acknowledged values ($1)", [n]);
    console.log(n);
  }
}

process.stdin.resume().once("end", () => void server.stop().then(() => process.exit(0)));
