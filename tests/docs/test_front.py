"""The front page is true: each line of its two lists has tests that do the thing, or that show it refused."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pytest

from amends.procedure import packs
from amends.procedure.pack_files import reader
from amends.procedure.schema import Procedure
from amends.reports import figures
from amends.reports.counting import facts

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINE = re.compile(r"^- \*\*(.+?)\*\*:", re.MULTILINE)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
Lines = Mapping[str, tuple[str, ...]]  # the bold words of a line -> the tests that hold it

IN_THE_BOX: Lines = {
    "Ways in": (
        "portal/test_complaining.py::test_a_complaint_needs_only_what_happened_and_a_way_to_answer",
        "desk/test_new_case.py::test_a_case_is_taken_in_and_the_acknowledgement_read_out",
        "intake/test_mailbox.py::test_a_message_is_kept_to_the_byte_and_then_marked_as_read",
        "intake/test_post.py::test_the_pipe_keeps_the_message_and_says_so",
        "intake/test_texts.py::test_number_and_password_tell_the_status_and_the_next_date",
        "intake/test_texts.py::test_a_text_answers_the_question_that_waits",
        "intake/test_pages.py::test_form_and_poster_are_tagged_pages_in_each_language",
        "intake/test_pages.py::test_whoever_scans_the_poster_of_a_shop_complains_about_that_shop",
        "portal/test_partner.py::test_a_case_is_raised_with_its_trigger_its_place_and_whether_it_was_settled_there",
    ),
    "The portal": (
        "portal/test_complaining.py::test_the_receipt_opens_the_case",
        "portal/test_tracking_pages.py::test_a_question_is_answered",
        "portal/test_tracking_pages.py::test_words_and_files_are_added",
        "portal/test_deciding_pages.py::test_accepting_closes_as_the_procedure_says",
        "portal/test_deciding_pages.py::test_after_the_last_refusal_the_routes_outside_are_shown",
    ),
    "A clock that explains itself": (
        "procedure/test_calendar.py::test_the_trace_names_every_day_and_why",
        "procedure/test_calendar.py::test_a_half_day_is_a_whole_working_day_with_fewer_hours",
        "procedure/test_calendar.py::test_an_internal_due_day_moves_by_the_working_time_paused",
        "procedure/test_engine_promises.py::test_an_extension_counts_from_the_day_that_was_due_and_remembers_the_first",
        "browser/test_complainant.py::test_a_promise_opens_to_its_days",
    ),
    "Letters": (
        "dispatch/test_sending.py::test_the_acknowledgement_reaches_a_real_relay_and_a_real_gateway",
        "dispatch/test_sending.py::test_who_gave_a_postal_address_gets_paper_and_the_promise_is_kept_at_the_post",
        "dispatch/test_sending.py::test_who_has_no_carrier_finds_the_letter_on_the_tracking_page",
        "dispatch/test_sending.py::test_a_relay_that_is_down_is_tried_again_later",
        "dispatch/test_sender.py::test_each_letter_is_said_to_be_sent_at_its_own_moment",
        "dispatch/test_sender.py::test_without_a_carrier_a_letter_waits_no_try_is_used_and_nothing_counts_as_sent",
        "dispatch/test_paper.py::test_a_letter_for_the_post_is_a_tagged_pdf",
    ),
    "Languages of the portal": (
        "portal/test_languages.py::test_nothing_is_left_in_english",
        "portal/test_languages.py::test_an_owner_may_offer_every_language_of_the_portal",
    ),
    "The desk": (
        "desk/test_pool.py::test_today_says_what_i_owe_in_person_and_by_my_role",
        "desk/test_pool.py::test_the_pool_holds_every_open_case_whatever_its_channel",
        "desk/test_pool.py::test_a_case_is_found_by_its_words_and_its_name_in_any_language",
        "desk/test_acts.py::test_a_decision_is_drafted_approved_and_sent_after_its_letter_was_shown",
        "desk/test_house.py::test_a_letter_is_printed_then_marked_as_posted",
        "desk/test_house.py::test_the_outbox_keeps_every_letter_whole_and_finds_it",
    ),
    "Work with others": (
        "portal/test_department_reply.py::test_the_link_in_the_letter_shows_the_question_and_the_lot_and_nobody_s_name",
        "procedure/test_engine_teams.py::test_a_role_given_case_by_case_counts_only_for_the_one_appointed",
        "goods/test_custody.py::test_the_page_of_an_item_shows_every_step_and_leads_to_the_case",
        "goods/test_custody.py::test_a_label_is_a_pdf_and_names_nobody",
    ),
    "Doubtful mail waits for a person": (
        "intake/test_addresses.py::test_a_head_names_one_address_beyond_doubt_or_none",
        "intake/test_addresses.py::test_what_is_in_doubt_waits_for_a_person_and_opens_no_case_by_itself",
        "intake/test_put_aside.py::test_the_look_is_owed_by_the_next_working_day_stands_on_today_and_is_written_down",
        (
            "intake/test_put_aside.py::"
            "test_what_is_put_aside_or_held_stands_in_the_list_with_its_reason_and_is_a_case_by_one_press"
        ),
    ),
    "Duplicates": (
        "improvement/test_trends_pages.py::test_a_case_shows_similar_ones_with_the_reason_and_the_way_to_the_customer",
        "improvement/test_similarity.py::test_a_letter_from_many_senders_is_noticed_with_its_cases",
        (
            "cases/test_hard_cases.py::"
            "test_each_complainant_of_joined_complaints_gets_acknowledgement_and_answer_and_answers_alone"
        ),
    ),
    "Goods": (
        "goods/test_importing.py::test_shipments_bring_their_lots_and_find_their_orders",
        "goods/test_reading.py::test_a_workbook_is_read_like_a_file_of_lines",
        "desk/test_records.py::test_whoever_checks_the_order_reads_whether_it_was_shipped_and_comes_to_its_page",
    ),
    "Need to know": (
        "journeys/test_need_to_know.py::test_nothing_names_a_case_outside_the_scope",
        "cases/test_visibility.py::test_every_way_of_asking_gives_the_same_answer_and_the_right_one",
    ),
    "Whom a complaint is about": (
        "journeys/test_every_address.py::test_whom_a_complaint_is_about_meets_it_on_no_page_whatever_their_roles",
        "cases/test_recusal.py::test_a_house_of_one_keeps_the_case_and_the_complainant_is_told_with_the_bodies_outside",
    ),
    "Ten procedures": (
        "docs/test_front.py::test_the_procedures_are_those_that_the_front_page_names",
        "procedure/test_proofs.py::test_every_property_holds_for_a_bundled_pack",
        "proof/test_prove.py::test_scenario",
    ),
    "A language for procedures": (
        "procedure/test_reader.py::test_every_fault_of_a_pack_is_reported_at_once_with_its_line",
        "procedure/test_proofs.py::test_a_stage_that_nobody_can_leave_is_a_dead_end",
        "procedure/test_diagram.py::test_the_drawing_is_legible_for_everybody",
        "procedure/test_pack_language.py::test_the_page_names_every_word_of_the_language",
        "procedure/test_invented.py::test_what_the_airline_promised_is_what_happens",
    ),
    "Changing it at the desk": (
        "desk/test_publishing.py::test_a_pack_sent_in_as_a_zip_becomes_an_edition_that_takes_nothing_yet",
        "desk/test_publishing.py::test_an_edition_is_put_in_force_for_some_products_with_a_reason",
        "desk/test_house.py::test_a_member_is_added_given_a_role_for_one_site_and_signs_in",
        "desk/test_house.py::test_the_owner_registers_a_way_in_and_everything_missing_is_said_at_once",
        "desk/test_house.py::test_changed_hours_are_a_new_version_with_its_reason_and_the_old_one_stays",
        "desk/test_lists.py::test_a_new_category_is_named_in_each_language_and_offered_at_once",
    ),
    "Figures": (
        "docs/test_front.py::test_the_numbers_of_the_front_page_are_those_of_the_program",
        "reports/test_exact.py::test_every_figure_is_what_the_histories_say",
        "reports/test_pages.py::test_a_figure_has_a_page_that_says_how_it_is_counted",
        "reports/test_pages.py::test_every_page_can_be_taken_along",
        "reports/test_pages.py::test_the_report_is_a_tagged_pdf",
        "reports/test_pages.py::test_a_month_is_frozen_once_on_its_fourth_day_and_stays",
        "reports/test_saved.py::test_the_overview_is_mailed_once_a_month_with_its_report",
    ),
    "Trends": (
        "improvement/test_control_limits.py::test_a_topic_in_which_nothing_changes_raises_no_more_false_signals_than_promised",
        (
            "improvement/test_monitor.py::"
            "test_what_leaves_its_limits_is_said_once_and_opens_one_problem_with_its_complaints"
        ),
    ),
    "Corrective actions": (
        "improvement/test_actions.py::test_an_action_that_worked_is_said_to_with_its_figures",
        "improvement/test_actions.py::test_a_complaint_after_the_check_calls_an_effective_action_back_once",
        "improvement/test_actions.py::test_the_8d_report_says_what_is_known_and_what_is_not",
    ),
    "Reviews and audits": (
        "demo/test_year.py::test_four_quarterly_reviews_and_a_yearly_one_were_held_over_their_figures",
        "assurance/test_reviews_and_certificates.py::test_the_frozen_figures_stand_with_their_digest",
        "demo/test_year.py::test_the_audit_was_finished_and_its_nonconformity_verified",
        "assurance/test_reviews_and_certificates.py::test_offers_stand_side_by_side_with_an_estimate",
        "assurance/test_reviews_and_certificates.py::test_the_three_years_show_where_they_stand",
    ),
    "Documents and training": (
        "assurance/test_evidence_pages.py::test_everybody_who_works_here_reads_what_is_in_force_and_says_so",
        "assurance/test_documents.py::test_whoever_holds_a_role_has_a_new_edition_still_to_read",
        "assurance/test_evidence_pages.py::test_who_lacks_a_training_is_named_with_the_day_it_lapsed",
    ),
    "Evidence": (
        "assurance/test_evidence_pages.py::test_each_clause_stands_with_both_numbers_and_never_a_verdict",
        "assurance/test_audit_pack.py::test_a_plain_python_finds_that_everything_agrees",
        "assurance/test_audit_pack.py::test_a_changed_byte_is_found",
    ),
    "Retention of personal data": (
        "cases/test_erasure.py::test_nothing_is_erased_a_day_early_and_everything_on_the_day",
        "cases/test_erasure.py::test_what_is_on_hold_is_kept_until_it_is_let_go",
        "cases/test_erasure.py::test_the_history_still_proves_what_happened",
        "cases/test_erasure.py::test_figures_outlive_the_person",
        "desk/test_retention_pages.py::test_who_is_sure_erases_and_the_log_says_who_and_why",
    ),
    "Proof": (
        "proof/test_prove.py::test_each_of_the_244_statements_has_a_scenario_and_no_other_is_named",
        "proof/test_prove.py::test_scenario",
        "cases/test_history.py::test_verify_names_whatever_was_changed_behind_the_door",
        "cases/test_history.py::test_verify_reads_the_files_that_entries_name",
    ),
    "Watching over it": (
        "server/test_ready.py::test_it_is_ready_when_everything_does_its_work",
        "server/test_ready.py::test_a_worker_that_never_came_or_has_stopped_is_told",
        "desk/test_alerts.py::test_what_is_set_aside_is_named_with_a_way_to_it",
        "cases/test_failures.py::test_letters_that_cannot_be_written_stop_no_other_letters",
    ),
    "Limits": (
        "dispatch/test_sending_limits.py::test_one_person_gets_so_many_letters_a_day_however_many_complain_in_their_name",
        "dispatch/test_sending_limits.py::test_over_the_limit_the_form_takes_the_complaint_and_shows_its_number",
        "intake/test_redraw.py::test_whoever_draws_has_little_memory_and_time_and_none_of_our_secrets",
    ),
    "A demo": (
        "server/test_demo_letterbox.py::test_a_complainant_of_the_demo_finds_number_and_password_there_and_goes_on",
        "demo/test_year.py::test_every_case_came_in_and_most_have_ended",
        "packaging/test_wheel.py::test_the_demo_is_served_from_the_wheel",
    ),
    "A wheel": (
        "packaging/test_wheel.py::test_an_organisation_of_ones_own_is_begun_and_served_from_the_wheel",
        "packaging/test_wheel.py::test_the_wheel_has_the_fonts_the_words_and_the_packs",
    ),
    "An embedded PostgreSQL": (
        "server/test_embedded_server.py::test_it_starts_keeps_records_and_stops",
        "server/test_program.py::test_it_runs_on_a_database_of_somebody_else",
    ),
}
NOT_YET: Lines = {
    "Putting in force for a later day": ("docs/test_not_yet.py::test_an_edition_is_in_force_at_once",),
    "Another edition for a running case": ("docs/test_not_yet.py::test_no_act_moves_a_running_case",),
    "OAuth for mailboxes": ("docs/test_not_yet.py::test_a_mailbox_is_not_signed_in_to_by_a_token",),
    "Signatures of senders": ("docs/test_not_yet.py::test_a_broken_signature_is_not_noticed",),
    "An interface for programs": (
        "docs/test_not_yet.py::test_no_address_answers_programs",
        "docs/test_not_yet.py::test_a_complaint_in_json_is_not_taken",
        "docs/test_not_yet.py::test_no_page_sets_up_a_webhook",
    ),
    "Complaints from spreadsheets": ("docs/test_not_yet.py::test_a_spreadsheet_of_complaints_is_refused",),
    "One person across cases": ("docs/test_not_yet.py::test_erasing_one_case_leaves_the_persons_other_case",),
    "Deputies": ("docs/test_not_yet.py::test_whoever_leaves_keeps_their_open_cases",),
    "Sending a failed letter again": (
        "docs/test_not_yet.py::test_no_press_sends_a_failed_letter_again",
        "docs/test_not_yet.py::test_no_press_hurries_a_letter_that_waits",
        "docs/test_not_yet.py::test_no_act_changes_an_address_on_file",
    ),
    "An end for a department's link": ("docs/test_not_yet.py::test_a_link_opens_its_question_after_the_reply",),
    "A further calendar": ("docs/test_not_yet.py::test_the_desk_makes_no_further_calendar",),
    "Passkeys and single sign-on": ("docs/test_not_yet.py::test_there_is_no_other_way_to_sign_in",),
    "More languages": ("docs/test_not_yet.py::test_other_languages_cannot_be_chosen",),
    "Faults of a pack in other languages": ("docs/test_not_yet.py::test_faults_and_proofs_are_told_in_english",),
    "Files elsewhere than on a disk": ("docs/test_not_yet.py::test_a_store_of_another_kind_cannot_be_set",),
}


def section(heading: str) -> str:
    return README.split(f"\n## {heading}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize(("heading", "lines"), [("What is in the box", IN_THE_BOX), ("What is not yet", NOT_YET)])
def test_each_line_has_its_tests_and_each_entry_its_line(heading: str, lines: Lines) -> None:
    text = section(heading)
    assert LINE.findall(text) == list(lines)
    assert len(re.findall(r"^\s*[-*+] ", text, re.MULTILINE)) == len(lines)  # no line goes without its bold words
    assert all(lines.values())


@lru_cache
def named_tests(file: str) -> Mapping[str, str]:
    """The tests of a file, each with its marks."""
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    functions = (one for one in tree.body if isinstance(one, ast.FunctionDef))
    return {one.name: " ".join(ast.unparse(mark) for mark in one.decorator_list) for one in functions}


NAMED = sorted({one for lines in (IN_THE_BOX, NOT_YET) for ids in lines.values() for one in ids})


@pytest.mark.parametrize("name", NAMED)
def test_each_test_that_is_named_is_there_and_runs(name: str) -> None:
    file, _, test = name.partition("::")
    assert test in named_tests(file)
    assert "skip" not in named_tests(file)[test]
    assert "xfail" not in named_tests(file)[test]


def bundled() -> list[Procedure]:
    return [reader.read(folder) for folder in packs.folders()]


def test_the_procedures_are_those_that_the_front_page_names() -> None:
    text = section("What is in the box").split("**Ten procedures**")[1].split("- **")[0]
    ours, theirs = text.split("Six for")[1], text.split("Six for")[0]
    outside, inside = [one for one in bundled() if not one.inside], [one for one in bundled() if one.inside]
    assert (NUMBERS[len(bundled())], NUMBERS[len(outside)], NUMBERS[len(inside)]) == ("ten", "four", "six")
    named = re.findall(r"\*([a-z -]+)\*", theirs)
    assert {one.replace(" and ", "-and-").replace(" ", "-") for one in named} == {one.key for one in outside}
    assert set(re.findall(r"\*([a-z]+)\*", ours.split("All are in")[0])) == {one.key for one in inside}


def test_each_procedure_speaks_the_languages_that_the_front_page_says() -> None:
    assert "All are in English and Turkish, *coordinator* in Greek and *product quality* in Chinese too." in README
    more = {"coordinator": {"el"}, "product-quality": {"zh"}}
    assert {one.key: set(one.languages) for one in bundled()} == {
        one.key: {"en", "tr", *more.get(one.key, ())} for one in bundled()
    }


def test_the_numbers_of_the_front_page_are_those_of_the_program(settings) -> None:
    text = section("What is in the box")
    assert re.findall(r"\*\*Figures\*\*: (\d+) of them", text) == [str(len(figures.FIGURES))]
    assert f"split by {NUMBERS[len(facts.DIMENSIONS)]} dimensions and by procedure" in text
    statements = {one for pack in packs.folders() for one in _statements(pack)}
    assert f"({len(statements)} statements)" in text
    spoken = [str(name) for _key, name in settings.LANGUAGES]
    assert text.split("**Languages of the portal**: ")[1].split(".")[0] == (
        f"{', '.join(spoken[:-1])} and {spoken[-1]}".replace("Simplified", "simplified")
    )
    both = [str(dict(settings.LANGUAGES)[key]) for key in settings.DESK_LANGUAGES]
    assert f"the desk speaks {' and '.join(both)} only" in section("What is not yet")


def _statements(folder: Path) -> set[str]:
    return {
        one.strip("@")
        for file in folder.glob("scenarios/*.feature")
        for one in re.findall(r"@[A-Z]+\d+[a-z]?\b", file.read_text(encoding="utf-8"))
    }


def test_everything_that_is_written_down_is_reached_from_the_front_page() -> None:
    linked = set(re.findall(r"\((docs/[^)#]+)\)", section("Read on")))
    there = {str(one.relative_to(ROOT)) for one in ROOT.glob("docs/**/*.md")}
    decisions = {one for one in there if one.startswith("docs/decisions/") and not one.endswith("README.md")}
    assert linked == there - decisions


def test_whoever_signs_in_to_the_demo_is_in_its_house() -> None:
    data = tomllib.loads((ROOT / "src/amends/demo/data/organisation.toml").read_text(encoding="utf-8"))
    rows = re.findall(r"^\| (`.+?) \|", section("Sign-ins of the demo"), re.MULTILINE)
    assert sorted(re.findall(r"`([a-z]+)`", "".join(rows))) == sorted(data["people"])
