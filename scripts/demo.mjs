import { register } from "tsx/esm/api";
import { build, isBuildFresh } from "./lib/build.mjs";
import { fail, requireNode, say, seconds, step, table } from "./lib/console.mjs";
import { clearData, demoMark, hasData, isInUse } from "./lib/demo-data.mjs";
import { provideFfmpeg } from "./lib/ffmpeg.mjs";
import { root } from "./lib/process.mjs";

/** `npm run demo [-- --reset]`: the whole program with its invented contests in it, from nothing to a printed address. */
async function main() {
  requireNode();
  process.env.NODE_ENV = "production";
  process.env.LOG_LEVEL ||= "warn";
  process.chdir(root);
  register();
  const { readEnv } = await import("../app/platform/env.server.ts");
  const env = readEnv();
  const mark = demoMark(env);
  if (process.argv.includes("--reset")) await reset(env, mark);
  if (!isBuildFresh()) await build();
  await provideFfmpeg(env);
  if (mark.state() === "loading") {
    await refuseWhileInUse(env);
    await step("Lần nạp trước dở dang, làm lại từ đầu", () => clearData(env));
  }
  await open(env, mark);
}

async function reset(env, mark) {
  await refuseWhileInUse(env);
  if (mark.state() === "none") return say("Chưa có bản demo nào để xoá");
  await step("Xoá bản demo cũ", () => clearData(env));
}

async function refuseWhileInUse(env) {
  if (await isInUse(env)) fail(`Một bản Vòng Thi khác đang chạy trên ${env.dataDir}; hãy dừng nó trước`);
}

async function open(env, mark) {
  const { startRuntime } = await import("../app/platform/runtime.server.ts");
  const runtime = await step("Mở cơ sở dữ liệu", () => startRuntime(env));
  const accounts = await loadOrRead(runtime, mark).catch(async (error) => {
    await runtime.stop();
    throw error;
  });
  const { serve, stopOnSignal } = await import("../server/serve.ts");
  const serving = await serve(env).catch(async (error) => {
    await runtime.stop();
    throw error.code === "EADDRINUSE" ? refusal(`Cổng ${env.site.port} đang bận: đặt PORT=… rồi chạy lại`) : error;
  });
  stopOnSignal(serving, say);
  announce(serving.url, accounts);
}

async function loadOrRead(runtime, mark) {
  if (mark.state() === "ready") return mark.accounts();
  if (await hasData(runtime))
    throw refusal("Cơ sở dữ liệu này đã có dữ liệu khác, bản demo không nạp chồng lên: đặt DATA_DIR khác, hoặc npm start");
  const { loadDemo } = await import("../db/seeds/demo.ts");
  mark.begin();
  const accounts = await step("Nạp các cuộc thi mẫu (chừng hai phút)", () => loadDemo(runtime, (line) => say(`  ${line}`)));
  mark.finish(accounts);
  return accounts;
}

const places = {
  administrator: ["Quản trị", "/office"],
  organiser: ["Ban tổ chức", "/office"],
  secretary: ["Thư ký", "/office"],
  "head-judge": ["Trưởng Ban Giám khảo", "/jury"],
  judge: ["Giám khảo", "/jury"],
  entrant: ["Đơn vị dự thi", "/unit"],
};

function announce(url, accounts) {
  console.log(`\nVòng Thi đang mở tại  ${url}   (${seconds(performance.now())})\n`);
  const rows = accounts.map(({ role, name, username, pin, does }) => {
    const [label, address] = places[role] ?? [role, "/"];
    return [label, name, url + address, username, pin, does];
  });
  console.log(table([["vai trò", "người", "địa chỉ", "tên đăng nhập", "PIN", "việc đang chờ"], ...rows]));
  console.log("\nCtrl+C để dừng; dữ liệu được giữ. Làm lại từ đầu: npm run demo -- --reset\n");
}

const refusal = (message) => Object.assign(new Error(message), { isPlain: true });

await main().catch((error) => fail(error.isPlain || error.faults ? error.message : error.stack));
