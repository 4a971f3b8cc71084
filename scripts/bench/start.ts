import type { BenchCase } from "../bench-case.ts";
import { onGround } from "./support/ground.ts";
import { siteOn, withServer } from "./support/processes.ts";
import { median } from "./support/statistics.ts";

const rounds = 5;

/** From the start of the program to its first whole page, with the database running and migrated. */
async function measure() {
  return onGround(async ({ dataDir }) => {
    const starts: number[] = [];
    // The first start makes the site's secrets and is left out.
    for (let round = -1; round < rounds; round++) {
      const ms = await withServer(siteOn(dataDir), async ({ startMs }) => startMs);
      if (round >= 0) starts.push(ms);
    }
    return { value: median(starts), baseline: null };
  });
}

export const cases: BenchCase[] = [
  {
    id: "start", title: "Từ khởi động đến trang đầu tiên, cơ sở dữ liệu đang chạy", unit: "ms", measure: "value",
    limit: 2_000, bound: "most", run: measure,
  },
];
