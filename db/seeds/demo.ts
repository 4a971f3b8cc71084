import { wireModules } from "#app/domain/jobs/catalog.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { appoint, type DemoAccount, type Organisation, raiseOrganisation } from "./demo/organisation.ts";
import { referenceEntries } from "./demo/reference.ts";
import { runReferenceContest } from "./demo/reference-contest.ts";
import { runJudgingContest, runOpenContest, shownSchool } from "./demo/running-contests.ts";
import type { Progress, Stage } from "./demo/stage.ts";
import { openStudio } from "./demo/studio.ts";

export type { DemoAccount } from "./demo/organisation.ts";

/**
 * Loads the demo into an empty portal: the reference contest finished, one contest open and one being judged today.
 * Everything goes through the commands that the pages call; works are drawn, photographed and sent to the ingest.
 * All children, officers and works are invented.
 */
export async function loadDemo(runtime: Runtime, progress: Progress): Promise<DemoAccount[]> {
  wireModules();
  const clock = runtime.clock;
  const studio = openStudio();
  const stage: Stage = { runtime, studio, progress };
  const entries = referenceEntries();
  const now = clock();
  progress("Lập cây đơn vị: tỉnh, huyện, 14 xã, 28 trường");
  const organisation = await raiseOrganisation(stage, entries);
  const cast = await raiseCast(stage, organisation);
  await runReferenceContest(stage, organisation, cast, entries);
  progress("Mở cuộc thi đang nhận bài");
  await runOpenContest(stage, organisation, cast, { entries, now });
  progress("Mở cuộc thi đang chấm");
  await runJudgingContest(stage, organisation, cast, { entries, now });
  runtime.clock = clock;
  studio.close();
  return organisation.accounts;
}

async function raiseCast(stage: Stage, organisation: Organisation) {
  const { districtId, provinceId } = organisation;
  const organiserId = await appoint(stage, organisation, {
    fullName: "Lương Thị Hồng (mẫu)", username: "btc-bao-yen", role: "organiser", unitId: districtId,
    does: "xem tiến độ, đóng vòng chấm, xét giải",
  });
  const secretaryId = await appoint(stage, organisation, {
    fullName: "Triệu Văn Lâm (mẫu)", username: "thu-ky", role: "secretary", unitId: districtId,
    does: "tiếp nhận và kiểm tra bài",
  });
  const provinceOrganiserId = await appoint(stage, organisation, {
    fullName: "Phùng Thị Mai (mẫu)", username: "btc-tinh", role: "organiser", unitId: provinceId,
    does: "mở vòng tỉnh, nhận danh sách huyện gửi lên",
  });
  for (const [commune, unitId] of organisation.communeIds) {
    const shown = commune === "Nghĩa Đô";
    const username = `xa-${commune.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").replace(/ /g, "-").toLowerCase()}`;
    const personId = await appoint(stage, organisation, {
      fullName: `Cán bộ xã ${commune} (mẫu)`, username, role: "entrant", unitId,
      does: shown ? "nhập và nộp bài cho các trường trong xã" : undefined,
    });
    organisation.entrantIds.set(commune, personId);
  }
  await appoint(stage, organisation, {
    fullName: "Hà Thị Hằng (mẫu)", username: "truong-nghia-do", role: "entrant",
    unitId: organisation.schoolIds.get(shownSchool)!,
    does: "chụp tranh, nhập bài của trường, nộp trước hạn",
  });
  return { organiserId, secretaryId, provinceOrganiserId };
}
