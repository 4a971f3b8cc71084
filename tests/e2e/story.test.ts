import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { m } from "#app/paraglide/messages.js";
import { openBrowser } from "#tests/support/browser.ts";
import { startSite } from "#tests/support/site.ts";
import { adjustRound, amendRules, createContest, exportSetup, importSetup, inviteAll, openPart } from "./steps/contest.ts";
import { arrive, field, fill, follow, main, press, row, see } from "./steps/page.ts";
import { appoint, takeUp } from "./steps/people.ts";
import { meet, step } from "./steps/person.ts";
import { World } from "./steps/world.ts";

const chapterMs = 180_000;

describe("a contest from its first entry to its province nominees", () => {
  const world = new World();
  let failed: string | null = null;

  beforeAll(async () => {
    [world.site, world.browser] = await Promise.all([startSite(), openBrowser()]);
  });
  afterAll(async () => {
    await world.browser?.close();
    await world.site?.dispose();
  });

  /** A chapter goes on where the one before it ended, so that none runs after one that failed. */
  const chapter = (name: string, tell: () => Promise<void>) =>
    it(name, { timeout: chapterMs }, async () => {
      if (failed) throw new Error(`An earlier chapter failed: ${failed}`);
      failed = name;
      await tell();
      failed = null;
    });

  chapter("the empty portal is set up and the organisation entered", async () => {
    const admin = world.seat("administrator", await meet(world.browser, world.site.url, "Người quản trị"));
    const { page } = admin;
    await step(admin, "sets the portal up by the code on the console", async () => {
      await page.goto("/");
      await arrive(page, m.setup_title());
      const typed: [string, string][] = [
        [m.setup_unit_name(), "Tỉnh Lào Cai"], [m.setup_full_name(), "Phạm Thị Quản"], [m.auth_identifier(), "quantri"],
      ];
      for (const [label, value] of typed) await fill(page, label, value);
      await fill(page, m.setup_code(), "AAAAAAAA");
      await fill(page, m.setup_pin(), "270391");
      await press(page, m.setup_submit());
      await see(page, m.errors_setup_code_wrong());
      for (const [label, value] of typed) expect(await field(page, label).inputValue()).toBe(value);
      await fill(page, m.setup_code(), await world.site.setupCode());
      await fill(page, m.setup_pin(), "270391");
      await press(page, m.setup_submit());
      await arrive(page, m.office_home_hello({ name: "Phạm Thị Quản" }));
    });
    await step(admin, "adds a district, its communes by one paste, and schools", async () => {
      const add = async (parent: string, names: string[]) => {
        await arrive(page, parent);
        await follow(main(page), m.office_units_add_below());
        await fill(main(page), m.office_units_names(), names.map((name, at) => `${at + 1}. ${name}`).join("\n"));
        await press(main(page), m.office_units_add());
        await see(page, m.office_units_added({ count: names.length, existing: 0 }));
      };
      await follow(page, m.common_nav_units());
      await follow(main(page), "Tỉnh Lào Cai");
      await add("Tỉnh Lào Cai", ["Huyện Bảo Yên"]);
      await follow(main(page), "Huyện Bảo Yên");
      await add("Huyện Bảo Yên", ["Xã Nghĩa Đô", "Xã Vĩnh Yên", "Xã Xuân Hoà"]);
      await follow(main(page), "Xã Nghĩa Đô");
      await add("Xã Nghĩa Đô", ["Trường Tiểu học Nghĩa Đô", "Trường THCS Nghĩa Đô"]);
      expect(await row(main(page), "Trường THCS Nghĩa Đô").innerText()).toContain(m.common_unit_school());
    });
    const offices: [string, string, string, string, string][] = [
      ["organiser", "Lý Thị Chức", "0912000001", m.common_role_organiser(), "Huyện Bảo Yên (Tỉnh Lào Cai)"],
      ["secretary", "Hoàng Văn Ký", "0912000002", m.common_role_secretary(), "Huyện Bảo Yên (Tỉnh Lào Cai)"],
      ["province", "Đỗ Thị Tỉnh", "0912000003", m.common_role_organiser(), "Tỉnh Lào Cai"],
    ];
    for (const [part, name, identifier, role, unit] of offices) {
      await page.goto("/office/people/new");
      const invitation = await appoint(admin, { name, identifier, role, unit });
      const person = world.seat(part, await takeUp(world.browser, world.site.url, invitation, { typed: part === "secretary" }));
      await arrive(person.page, m.office_home_hello({ name }));
    }
    expect(world.faults()).toEqual([]);
  });

  chapter("the organiser makes the contest, invites its people and opens it", async () => {
    const organiser = world.person("organiser");
    const { page } = organiser;
    const name = "Lắng nghe con nói";
    const made = await createContest(organiser, { name, theme: "Điều em muốn nói", next: "Tỉnh Lào Cai" });
    await amendRules(organiser, made.id, "Tranh vẽ bằng chất liệu nào cũng được.");
    await adjustRound(organiser, made.id, "Vòng Huyện Bảo Yên");
    await inviteAll(organiser, made.id, 3);
    const judges: [string, string, string, string][] = [
      ["judge-1", "Nguyễn Thị Chấm", "0913000001", m.common_role_head_judge()],
      ["judge-2", "Lương Văn Điểm", "0913000002", m.common_role_judge()],
      ["judge-3", "Vàng A Thước", "0913000003", m.common_role_judge()],
    ];
    for (const [part, judge, identifier, role] of judges) {
      await openPart(organiser, made.id, m.office_setup_people());
      await follow(main(page), m.office_team_add_judge());
      world.invitations.set(part, await appoint(organiser, { name: judge, identifier, role }));
    }
    const entrants: [string, string, string, string][] = [
      ["teacher", "Hoàng Thị Sim", "0914000001", "Trường Tiểu học Nghĩa Đô (Xã Nghĩa Đô)"],
      ["commune-2", "Cổ Văn Chương", "vinhyen", "Xã Vĩnh Yên (Huyện Bảo Yên)"],
      ["commune-3", "Bàn Thị Pham", "xuanhoa", "Xã Xuân Hoà (Huyện Bảo Yên)"],
    ];
    for (const [part, entrant, identifier, unit] of entrants) {
      await page.goto("/office/people/new?role=entrant");
      const role = m.common_role_entrant();
      world.invitations.set(part, await appoint(organiser, { name: entrant, identifier, role, unit }));
    }
    const setup = await exportSetup(organiser, made.id);
    expect([setup.contest.name, setup.rounds.map(({ tiers, quotas }) => ({ tiers: tiers.length, quotas }))]).toEqual([
      name,
      [{ tiers: 3, quotas: [{ category: "TV", count: 2 }, { category: "VC", count: 1 }] }, { tiers: 6, quotas: [] }],
    ]);
    const twin = { ...setup, contest: { ...setup.contest, slug: "ban-chep-thu", name: "Bản chép thử" } };
    expect(await exportSetup(organiser, await importSetup(organiser, twin))).toEqual(twin);
    world.contest = { id: made.id, slug: setup.contest.slug, name, year: made.year };
    await step(organiser, "opens the round by hand", async () => {
      await page.goto("/office");
      await follow(main(page), m.office_home_contest({ contest: name, year: made.year }));
      await arrive(page, m.office_overview_title());
      world.roundId = new URL(page.url()).pathname.split("/")[3]!;
      await follow(main(page), m.office_act_open_round_do());
      await press(main(page), m.office_phase_forward({ phase: m.common_phase_open() }));
      await see(page, m.office_phase_moved({ phase: m.common_phase_open() }));
      await see(main(page), m.office_act_await_entries({ count: "0" }));
    });
    expect(world.faults()).toEqual([]);
  });
});
