import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { m } from "#app/paraglide/messages.js";
import { openBrowser } from "#tests/support/browser.ts";
import { startSite } from "#tests/support/site.ts";
import { makeWorks, opinion, telltales, unnamed } from "./steps/cast.ts";
import { adjustRound, amendRules, createContest, exportSetup, importSetup, inviteAll, moveOn, openPart } from "./steps/contest.ts";
import { departAndReturn, forwardTwice, ranking, readReport, tryFullTier } from "./steps/decision.ts";
import { enter } from "./steps/entering.ts";
import { communeTable, districtResults, provinceResults, sentence } from "./steps/expected.ts";
import { arriveAtJury, changeMind, overhear, overshoot, scoreAll, type Way } from "./steps/jury.ts";
import { acceptTheRest, closeJudging, expectNoPlaceIn, publish, rejectWithSecondThoughts, startJudging } from "./steps/office.ts";
import { arrive, field, fill, follow, main, press, row, see } from "./steps/page.ts";
import { appoint, takeUp } from "./steps/people.ts";
import { meet, step } from "./steps/person.ts";
import { leaveIncomplete, tellOfClip, tellOfDrawing, tellOfWithdrawal } from "./steps/teacher.ts";
import { clipOf } from "./steps/works.ts";
import { World } from "./steps/world.ts";

const chapterMs = 180_000;

describe("a contest from its first entry to its province nominees", () => {
  const world = new World();
  let failed: string | null = null;

  beforeAll(async () => {
    world.works = makeWorks();
    world.shortClip = world.works.then(() => clipOf("Ước mơ của em", 60, 179));
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

  chapter("schools and communes enter their works on weak lines", async () => {
    const { url } = world.site;
    const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
    const [teacher, second, third] = await Promise.all([
      takeUp(world.browser, url, world.invitations.get("teacher")!, phone),
      takeUp(world.browser, url, world.invitations.get("commune-2")!),
      takeUp(world.browser, url, world.invitations.get("commune-3")!, { typed: true }),
    ]);
    world.seat("teacher", teacher);
    world.seat("commune-2", second);
    world.seat("commune-3", third);
    await step(teacher, "finds the way to a first entry", async () => {
      await arrive(teacher.page, m.unit_home_hello({ name: "Hoàng Thị Sim" }));
      await follow(main(teacher.page), m.unit_home_add_first());
      await main(teacher.page).getByRole("radio", { name: /^Tranh vẽ/ }).check();
      await press(main(teacher.page), m.unit_new_submit());
      await see(main(teacher.page), m.errors_title_empty());
    });
    const works = await world.works;
    expect(await tellOfDrawing(teacher, works.meal)).toBe("LN-TV-001");
    expect(await tellOfClip(teacher, works.clip, await world.shortClip)).toBe("LN-VC-001");
    expect(await tellOfWithdrawal(teacher, works.market)).toBe("LN-TV-002");
    expect(await enter(second, works.school)).toBe("LN-TV-003");
    expect(await enter(second, works.dream)).toBe("LN-VC-002");
    await leaveIncomplete(second, "Tranh còn dở");
    expect(await enter(third, works.copied)).toBe("LN-TV-004");
    expect(await enter(third, works.harvest)).toBe("LN-TV-005");
    expect(world.faults()).toEqual([]);
  });

  chapter("the secretary screens what came in", async () => {
    await moveOn(world.person("organiser"), world.roundId, m.common_phase_screening());
    const secretary = world.person("secretary");
    const counts = { total: 6, clear: 6, needs: 0, decided: 0 };
    await rejectWithSecondThoughts(secretary, world.roundId, "LN-TV-004", counts);
    await acceptTheRest(secretary, world.roundId, { ...counts, clear: 5, decided: 1 });
    await expectNoPlaceIn(secretary, world.roundId, "LN-TV-001");
    expect(world.faults()).toEqual([]);
  });

  chapter("three judges score what they cannot know the makers of", async () => {
    await startJudging(world.person("organiser"), world.roundId, 15);
    const ways: Way[] = ["keys", "fields", "rulers"];
    for (const [at, way] of ways.entries()) {
      const part = `judge-${at + 1}`;
      const judge = world.seat(part, await takeUp(world.browser, world.site.url, world.invitations.get(part)!));
      const heard = await overhear(judge);
      await judge.page.goto("/jury");
      await arriveAtJury(judge);
      if (at === 0) await overshoot(judge);
      const first = at === 2 ? { ...opinion, "Bữa cơm gia đình em": [30, 25, 15, 15, 15] } : opinion;
      expect(await scoreAll(judge, way, first)).toBe(5);
      if (at === 2) await changeMind(judge, "Bữa cơm gia đình em", opinion["Bữa cơm gia đình em"]);
      const words = await heard();
      expect(Object.keys(opinion).filter((title) => !words.some(({ words: text }) => text.includes(title)))).toEqual([]);
      expect(words.filter(({ url }) => url.includes("/files/")).length).toBeGreaterThan(2);
      const told = words.flatMap(({ url, words: text }) => telltales.filter((tale) => text.includes(tale)).map((tale) => `${tale}: ${url}`));
      expect(told).toEqual([]);
    }
    expect(world.faults()).toEqual([]);
  });

  chapter("the organiser decides, publishes, reports and forwards", async () => {
    const organiser = world.person("organiser");
    const { page } = organiser;
    const visitor = world.seat("visitor", await meet(world.browser, world.site.url, "Người xem"));
    const openData = `/contests/${world.contest.slug}/results.json`;
    await closeJudging(organiser, world.roundId);
    expect(await ranking(organiser)).toEqual([
      ["LN-TV-001", "1", "89,00", "Nhất"], ["LN-TV-003", "2", "89,00", "Nhì"], ["LN-TV-005", "3", "68,00", m.ui_table_empty_value()],
    ]);
    await step(organiser, "reads why equals stand as they do", async () => {
      const words = m.office_decision_decided({ step: m.office_decision_step({ step: 1, name: "Nội dung, bám sát chủ đề" }) });
      await see(row(main(page), "LN-TV-001"), words);
      await see(main(page), m.office_decision_tie({ first: 1, second: 2 }));
    });
    await tryFullTier(organiser, "LN-TV-003", { held: "Nhì", wanted: "Nhất" });
    await departAndReturn(organiser, "LN-TV-003");
    expect((await visitor.context.request.get(openData)).status()).toBe(404);
    await publish(organiser, world.roundId);
    const report = await readReport(organiser, world.roundId);
    expect(report.sentence).toBe(sentence);
    expect(report.name).toMatch(/^so-lieu-.*\.xlsx$/);
    expect(report.rows.slice(-5)).toEqual(communeTable);
    await forwardTwice(organiser, world.roundId, 3, "Tỉnh Lào Cai");
    expect(world.faults()).toEqual([]);
  });

  chapter("the province receives, screens, judges and publishes", async () => {
    const province = world.person("province");
    const { page } = province;
    const { slug, name, year } = world.contest;
    const roundId = await step(province, "finds its round and what was sent to it", async () => {
      await page.goto("/office");
      await follow(main(page), m.office_home_contest({ contest: name, year }));
      await arrive(page, m.office_overview_title());
      const id = new URL(page.url()).pathname.split("/")[3]!;
      await follow(page, m.common_nav_forwarding());
      const table = page.getByRole("table", { name: m.office_forwarding_received_table() });
      await row(table, "LN-VC-001").waitFor();
      const cells = await table.locator("tbody tr").evaluateAll((rows) =>
        rows.map((each) => [...each.querySelectorAll("td")].slice(1).map((cell) => cell.textContent)),
      );
      expect(cells.sort()).toEqual(["LN-TV-001", "LN-TV-003", "LN-VC-001"].map((code) => ["Huyện Bảo Yên", code]));
      return id;
    });
    await moveOn(province, roundId, m.common_phase_open());
    await moveOn(province, roundId, m.common_phase_screening());
    await acceptTheRest(province, roundId, { total: 3, clear: 3, needs: 0, decided: 0 });
    await page.goto("/office/people/new");
    const invitation = await appoint(province, {
      name: "Trần Thị Giám", identifier: "0913000009", role: m.common_role_head_judge(), round: `Vòng Tỉnh Lào Cai (${name})`,
    });
    await startJudging(province, roundId, 3);
    const judge = world.seat("province-judge", await takeUp(world.browser, world.site.url, invitation));
    expect(await scoreAll(judge, "keys", opinion)).toBe(3);
    await closeJudging(province, roundId);
    const ranked = await ranking(province);
    expect(ranked.map(([, rank, score, tier]) => [rank, score, tier])).toEqual([["1", "89,00", "Nhất"], ["2", "89,00", "Nhì"]]);
    expect(ranked.map(([code]) => code).sort()).toEqual(["T-TV-001", "T-TV-002"]);
    const openData = `/contests/${slug}/rounds/2/results.json`;
    expect((await world.person("visitor").context.request.get(openData)).status()).toBe(404);
    await publish(province, roundId);
    const organiser = world.person("organiser");
    await step(organiser, "sees what became of what was sent", async () => {
      await organiser.page.goto(`/office/rounds/${world.roundId}/forwarding`);
      await see(row(main(organiser.page), "LN-TV-001"), `${ranked[0]![0]} · Nhất`);
    });
    expect(world.faults()).toEqual([]);
  });

  chapter("the public reads the contest and its results", async () => {
    const visitor = world.person("visitor");
    const { page, context } = visitor;
    const { slug, name, year } = world.contest;
    await step(visitor, "finds the contest and its rules", async () => {
      await page.goto("/");
      await follow(main(page), `${name} · ${year}`);
      await see(main(page), m.public_contest_theme({ theme: "Điều em muốn nói" }));
      await follow(main(page), m.public_contest_rules());
      await see(main(page), "Tranh vẽ bằng chất liệu nào cũng được.");
    });
    await step(visitor, "reads the results, with the names the families allow", async () => {
      await page.goto(`/contests/${slug}`);
      await follow(main(page), m.public_contest_results());
      await arrive(page, `${m.public_results_title()} ${m.public_results_title_end()}`);
      await see(main(page), m.public_results_author({ name: "Hoàng Thị Mẩy", group: "4A", school: "Trường Tiểu học Nghĩa Đô" }));
      await see(main(page), m.public_results_unshown());
      for (const path of ["", "/results", "/results/2", "/gallery", "/rules"]) {
        const answer = await context.request.get(`/contests/${slug}${path}`);
        expect([path, answer.status()]).toEqual([path, 200]);
        const text = await answer.text();
        expect(unnamed.filter((child) => text.includes(child))).toEqual([]);
      }
    });
    const data = async (path: string) => {
      const { publishedAt, ...rest } = (await (await context.request.get(`/contests/${slug}${path}`)).json()) as { publishedAt: string };
      expect(new Date(publishedAt).toISOString()).toBe(publishedAt);
      return rest;
    };
    expect(await data("/results.json")).toEqual(districtResults({ slug, name }));
    expect(await data("/rounds/2/results.json")).toEqual(provinceResults({ slug, name }));
    await step(visitor, "reads the same in English", async () => {
      await press(page, m.common_in_english());
      const en = { locale: "en" } as const;
      await arrive(page, `${m.public_results_title({}, en)} ${m.public_results_title_end({}, en)}`);
      expect(await page.locator("html").getAttribute("lang")).toBe("en");
    });
    expect(world.faults()).toEqual([]);
  });
});
