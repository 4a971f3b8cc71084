import { EnvFault } from "#app/platform/env.server.ts";
import { serve, stopOnSignal } from "./server/serve.ts";

try {
  const serving = await serve();
  stopOnSignal(serving, console.log);
  const ms = Math.round(process.uptime() * 1000);
  console.log(`Vòng Thi sẵn sàng / ready: ${serving.url} (${ms} ms)`);
  if (serving.setupCode) console.log(`Mã thiết lập dùng một lần / One-time set-up code: ${serving.setupCode}  →  ${serving.url}/setup`);
} catch (error) {
  console.error(error instanceof EnvFault ? error.message : error);
  process.exit(1);
}
