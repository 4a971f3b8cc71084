import { m } from "#app/paraglide/messages.js";

const words: Record<string, () => string> = {
  "accept-entry": m.office_audit_did_accept_entry,
  "reject-entry": m.office_audit_did_reject_entry,
  "undo-screening": m.office_audit_did_undo_screening,
  "appoint-person": m.office_audit_did_appoint_person,
  "end-appointment": m.office_audit_did_end_appointment,
  "issue-invitation": m.office_audit_did_issue_invitation,
  "revoke-access": m.office_audit_did_revoke_access,
  "lock-person": m.office_audit_did_lock_person,
  "complete-setup": m.office_audit_did_complete_setup,
  "create-unit": m.office_audit_did_create_unit,
  "create-units": m.office_audit_did_create_units,
  "rename-unit": m.office_audit_did_rename_unit,
  "move-unit": m.office_audit_did_move_unit,
  "close-unit": m.office_audit_did_close_unit,
  "succeed-unit": m.office_audit_did_succeed_unit,
  "create-contest": m.office_audit_did_create_contest,
  "import-setup": m.office_audit_did_import_setup,
  "clone-contest": m.office_audit_did_clone_contest,
  "edit-contest": m.office_audit_did_edit_contest,
  "publish-rules": m.office_audit_did_publish_rules,
  "save-category": m.office_audit_did_save_category,
  "remove-category": m.office_audit_did_remove_category,
  "save-criteria": m.office_audit_did_save_criteria,
  "save-divisions": m.office_audit_did_save_divisions,
  "save-round": m.office_audit_did_save_round,
  "add-round": m.office_audit_did_add_round,
  "remove-round": m.office_audit_did_remove_round,
  "save-awards": m.office_audit_did_save_awards,
  "save-tie-break": m.office_audit_did_save_tie_break,
  "invite-participants": m.office_audit_did_invite_participants,
  "remove-participant": m.office_audit_did_remove_participant,
  "save-phases": m.office_audit_did_save_phases,
  "extend-phase": m.office_audit_did_extend_phase,
  "move-phase": m.office_audit_did_move_phase,
  "create-entry": m.office_audit_did_create_entry,
  "update-entry": m.office_audit_did_update_entry,
  "delete-entry": m.office_audit_did_delete_entry,
  "attach-file": m.office_audit_did_attach_file,
  "announce-usb": m.office_audit_did_announce_usb,
  "cancel-usb": m.office_audit_did_cancel_usb,
  "receive-usb-file": m.office_audit_did_receive_usb_file,
  "submit-entry": m.office_audit_did_submit_entry,
  "withdraw-entry": m.office_audit_did_withdraw_entry,
  "record-consents": m.office_audit_did_record_consents,
  "save-points": m.office_audit_did_save_points,
  "submit-sheet": m.office_audit_did_submit_sheet,
  "reopen-sheet": m.office_audit_did_reopen_sheet,
  "start-judging": m.office_audit_did_start_judging,
  "close-judging": m.office_audit_did_close_judging,
  "reopen-judging": m.office_audit_did_reopen_judging,
  "choose-award": m.office_audit_did_choose_award,
  "choose-nominee": m.office_audit_did_choose_nominee,
  "publish-round": m.office_audit_did_publish_round,
  "forward-nominees": m.office_audit_did_forward_nominees,
};

/** The words for an action of the log; an action without words is shown by its own name. */
export const actionWord = (action: string): string => words[action]?.() ?? action;

/** All actions with words, in the order of their words. */
export const knownActions = (): { value: string; label: string }[] =>
  Object.entries(words)
    .map(([value, word]) => ({ value, label: word() }))
    .sort((a, b) => a.label.localeCompare(b.label, "vi"));
