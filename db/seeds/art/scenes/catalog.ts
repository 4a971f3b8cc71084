import { hashText } from "#app/platform/random.ts";
import { carried } from "./carried.ts";
import { familyMeal } from "./family-meal.ts";
import { farSchool } from "./far-school.ts";
import { fieldWork } from "./field-work.ts";
import { handsOfLove } from "./hands-of-love.ts";
import { harvest } from "./harvest.ts";
import { homework } from "./homework.ts";
import { listenedTo } from "./listened-to.ts";
import { marketDay } from "./market-day.ts";
import { myDream } from "./my-dream.ts";
import { newYear } from "./new-year.ts";
import { noChildMarriage } from "./no-child-marriage.ts";
import { quietHouse } from "./quiet-house.ts";
import type { Scene } from "./scene.ts";
import { toSchool } from "./to-school.ts";
import { washingUp } from "./washing-up.ts";
import { whatIWantToSay } from "./what-i-want-to-say.ts";

/** The scenes by the title children give them. */
export const scenes = {
  "Anh trai giúp em gái học bài": homework,
  "Bàn tay yêu thương": handsOfLove,
  "Bố bế em": carried,
  "Bố cùng mẹ làm nương": fieldWork,
  "Bố rửa bát": washingUp,
  "Bữa cơm gia đình em": familyMeal,
  "Chợ phiên cùng mẹ": marketDay,
  "Con gái cũng đi học xa": farSchool,
  "Cả nhà cùng gặt lúa": harvest,
  "Em được lắng nghe": listenedTo,
  "Gia đình em vui Tết": newYear,
  "Mẹ ơi, con muốn đến trường": toSchool,
  "Ngôi nhà không tiếng quát": quietHouse,
  "Nói không với tảo hôn": noChildMarriage,
  "Điều con muốn nói": whatIWantToSay,
  "Ước mơ của em": myDream,
} as const satisfies Record<string, Scene>;

/** The titles that have a scene of their own. */
export const sceneTitles = Object.keys(scenes) as (keyof typeof scenes)[];

/** The scene for a title: its own, or for a title nobody foresaw, one chosen by the hash of its NFC form. */
export function sceneFor(title: string): Scene {
  const known = title.normalize("NFC");
  if (Object.hasOwn(scenes, known)) return scenes[known as keyof typeof scenes];
  return scenes[sceneTitles[hashText(known) % sceneTitles.length]!];
}
