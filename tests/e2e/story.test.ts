import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { m } from "#app/paraglide/messages.js";
import { openBrowser } from "#tests/support/browser.ts";
import { startSite, type Site } from "#tests/support/site.ts";
import { arrive, choose, field, fill, follow, main, press, row, see } from "./steps/page.ts";
import { appoint, type Invitation, takeUp } from "./steps/people.ts";
import { meet, type Person, step } from "./steps/person.ts";

const chapterMs = 180_000;

describe("a contest from its first entry to its province nominees", () => {
  let site: Site;
  let browser: Browser;
  let failed: string | null = null;
  const people: Record<string, Person> = {};
  const invitations: Record<string, Invitation> = {};

  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
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
    const admin = (people.admin = await meet(browser, site.url, "Người quản trị"));
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
      await fill(page, m.setup_code(), await site.setupCode());
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
    for (const [key, name, identifier, role, unit] of offices) {
      await page.goto("/office/people/new");
      invitations[key] = await appoint(admin, { name, identifier, role, unit });
      people[key] = await takeUp(browser, site.url, invitations[key], { typed: key === "secretary" });
      await arrive(people[key].page, m.office_home_hello({ name }));
    }
  });
});
