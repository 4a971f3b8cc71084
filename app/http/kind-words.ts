import type { PhaseKind } from "#app/domain/contests/model.ts";
import type { Role } from "#app/domain/people/actor.ts";
import type { UnitKind } from "#app/domain/units/kinds.ts";
import { m } from "#app/paraglide/messages.js";

/** The word for a kind of unit. */
export const unitKindWord = (kind: UnitKind): string =>
  ({
    centre: m.common_unit_centre,
    province: m.common_unit_province,
    district: m.common_unit_district,
    cluster: m.common_unit_cluster,
    commune: m.common_unit_commune,
    school: m.common_unit_school,
    other: m.common_unit_other,
  })[kind]();

/** The word for what a person is appointed to. */
export const roleWord = (role: Role): string =>
  ({
    administrator: m.common_role_administrator,
    organiser: m.common_role_organiser,
    secretary: m.common_role_secretary,
    judge: m.common_role_judge,
    "head-judge": m.common_role_head_judge,
    entrant: m.common_role_entrant,
  })[role]();

/** The word for a phase of a round. */
export const phaseWord = (phase: PhaseKind): string =>
  ({
    draft: m.common_phase_draft,
    open: m.common_phase_open,
    screening: m.common_phase_screening,
    judging: m.common_phase_judging,
    decision: m.common_phase_decision,
    published: m.common_phase_published,
    archived: m.common_phase_archived,
  })[phase]();
