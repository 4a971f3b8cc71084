import type { Migration } from "kysely";
import * as m0001 from "./0001_audit.ts";
import * as m0002 from "./0002_files.ts";
import * as m0003 from "./0003_people_and_units.ts";
import * as m0004 from "./0004_contests.ts";
import * as m0005 from "./0005_entries.ts";
import * as m0006 from "./0006_judging.ts";
import * as m0007 from "./0007_awards.ts";
import * as m0008 from "./0008_photos.ts";
import * as m0009 from "./0009_imports.ts";
import * as m0010 from "./0010_desk.ts";
import * as m0011 from "./0011_duplicates.ts";
import * as m0012 from "./0012_quotas_and_returns.ts";
import * as m0013 from "./0013_consents.ts";
import * as m0014 from "./0014_paper.ts";
import * as m0015 from "./0015_tasks.ts";
import * as m0016 from "./0016_panel.ts";
import * as m0017 from "./0017_jury_notes.ts";
import * as m0018 from "./0018_intake_seams.ts";
import * as m0019 from "./0019_tied_places.ts";
import * as m0020 from "./0020_paper_sheets.ts";
import * as m0021 from "./0021_deciders.ts";
import * as m0022 from "./0022_bands_in_every_position.ts";
import * as m0023 from "./0023_second_looks.ts";
import * as m0024 from "./0024_ballots.ts";
import * as m0025 from "./0025_criteria_versions.ts";

/** Every migration in order; numbered, forward-only, never edited once released. */
export const migrations: Record<string, Migration> = {
  "0001_audit": m0001,
  "0002_files": m0002,
  "0003_people_and_units": m0003,
  "0004_contests": m0004,
  "0005_entries": m0005,
  "0006_judging": m0006,
  "0007_awards": m0007,
  "0008_photos": m0008,
  "0009_imports": m0009,
  "0010_desk": m0010,
  "0011_duplicates": m0011,
  "0012_quotas_and_returns": m0012,
  "0013_consents": m0013,
  "0014_paper": m0014,
  "0015_tasks": m0015,
  "0016_panel": m0016,
  "0017_jury_notes": m0017,
  "0018_intake_seams": m0018,
  "0019_tied_places": m0019,
  "0020_paper_sheets": m0020,
  "0021_deciders": m0021,
  "0022_bands_in_every_position": m0022,
  "0023_second_looks": m0023,
  "0024_ballots": m0024,
  "0025_criteria_versions": m0025,
};
