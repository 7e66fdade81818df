"""Who may pass at each address; tests/security/test_s30_census.py holds this table against the site, role by role."""

from app.accounts.models import Role

EVERYBODY, SIGNED_IN = "everybody", "whoever is signed in"
CENSUS = {
    EVERYBODY: """
        static accounts.ask_link accounts.second_step accounts.sign_in accounts.sign_out accounts.take_second_step
        accounts.with_password challenges.index challenges.ask_first contributions.begin contributions.start gatherings.gathering gatherings.index gatherings.walk_worker
        gatherings.month pages.harvest gatherings.on_the_map gatherings.feed gatherings.calendar
        gatherings.sign_up gatherings.signed_up
        open_data.index open_data.vocabulary pages.about pages.accessibility pages.challenge pages.contribution
        pages.find_by_code pages.on_the_map pages.map_tile pages.follow_start pages.healthy pages.help pages.home pages.privacy pages.ready pages.robots
        pages.security_txt pages.sitemap pages.sitemap_part pages.theme pages.your_story search.contributions
        search.everywhere stocktaking.balance stocktaking.balance_csv stocktaking.contradictions stocktaking.together stocktaking.question stocktaking.questions
        reports.stocktakes reports.stocktake reports.question reports.contributions reports.contribution reports.codebook reports.codebook_csv reports.compare
        stocktaking.recognise answering.recognise
        following.follow_challenge following.follow_question following.follow_theme following.follow_part
        following.asked_to_follow following.stopped_all
        pages.photo appeals.about_contribution appeals.about_challenge appeals.about_question appeals.ask
    """,
    "whoever holds the secret in the address": """
        gatherings.tables gatherings.table_card gatherings.tap_card gatherings.clarifying gatherings.ask_clarifying
        gatherings.take_clarifying_back
        accounts.invitation accounts.link accounts.use_link challenges.agree contributions.read_along pages.answer
        pages.answer_news pages.approve pages.change_text pages.confirm_organisation pages.disagree pages.follow
        pages.follow_download pages.loosen pages.make_stricter pages.news pages.own_text pages.reach pages.recognisable
        pages.take_up pages.withdraw
        pages.answer_woo pages.follow_woo pages.keep_photos pages.look_again pages.looser pages.own_photo pages.own_photos
        appeals.answer pages.answer_host pages.recognisable_in_message pages.have_seen pages.let_host_ask pages.let_host_call pages.report
        pages.stop_page pages.stop_news_at_once pages.stop_mail pages.object_to pages.still_true
        pages.recognisable_in_change pages.new_link pages.make_new_link
        gatherings.cancel_registration gatherings.make_contribution gatherings.change_registration gatherings.confirm gatherings.registration gatherings.take_seat
        gatherings.walk gatherings.walk_in_group gatherings.stop gatherings.leave_note gatherings.take_note_back
        gatherings.own_photo_of_note gatherings.no_connection gatherings.fresh_token gatherings.send_note gatherings.turn_note gatherings.rather_not gatherings.turn_card gatherings.give_note gatherings.give_experience
        gatherings.phones gatherings.phone_link gatherings.bring_notes gatherings.make_phone_link gatherings.only_this_phone
        pages.hide_origin pages.put_with_challenge pages.take_from_challenge
        following.confirm following.own following.settle_own following.stop_own following.stop_at_once
    """,
    "the browser that a draft is of": """
        contributions.autosave contributions.calendar contributions.contact contributions.discard contributions.done
        contributions.give_link contributions.let_read contributions.preview contributions.resembling contributions.send_step
        contributions.step contributions.let_host_ask contributions.let_host_call contributions.draft_photo
    """,
    "nobody, outside a demonstration": "accounts.demonstrate notifications.mailbox",
    SIGNED_IN: """
        accounts.add_address accounts.add_passkey accounts.ask_for_own_data accounts.be_fresh accounts.begin_app
        accounts.change_address accounts.change_language accounts.change_name accounts.change_password accounts.change_quiet_hours accounts.confirm
        accounts.confirm_app accounts.confirm_change accounts.end_session accounts.factors accounts.is_it_you accounts.mine
        accounts.new_codes accounts.own_data accounts.own_data_file accounts.remove_factor accounts.show_app
        notifications.inbox pages.settle_news pages.erase pages.leave pages.own_contributions
        appeals.own appeals.object_to_own gatherings.mine answering.stories answering.link answering.undo
        following.mine following.settle_mine following.stop_mine
    """,
    (Role.HOST,): """
        gatherings.registrations gatherings.add_person gatherings.move_person gatherings.put_right gatherings.dismiss_person gatherings.write_to_people
        gatherings.people_csv gatherings.people_xlsx gatherings.wishes_xlsx
        gatherings.plenary gatherings.set_tables gatherings.do_with_card gatherings.answer_clarifying pages.share_harvest
        gatherings.door gatherings.door_list gatherings.at_the_door gatherings.tick_off gatherings.walk_in gatherings.take_arrival_back
        gatherings.new gatherings.edit gatherings.plan gatherings.agree_to_be_named gatherings.be_named_no_more gatherings.publish gatherings.throw_away gatherings.cancel gatherings.copy
        gatherings.write_part gatherings.remove_part gatherings.write_stop gatherings.remove_stop gatherings.tasks gatherings.end_task gatherings.take_up
        challenges.ask_to_agree challenges.close challenges.mine challenges.publish challenges.answer_round challenges.set_round challenges.hand_over pages.edit_challenge pages.new_challenge
        answering.answers answering.judge answering.thank answering.take_back answering.conditions
        following.call_for_challenge pages.resembling_challenge pages.host_conversations pages.host_conversation pages.host_has_seen pages.look_at_number
        gatherings.walk_code gatherings.make_walk_link gatherings.set_groups
        gatherings.notes gatherings.photo_of_note gatherings.summarise gatherings.take_summary_back gatherings.stop_sheets gatherings.door_list_file gatherings.table_signs gatherings.type_over gatherings.mend_note gatherings.remove_note gatherings.ask_writer
    """,
    (Role.MEMBER, Role.COORDINATOR): """
        stocktaking.accept stocktaking.advise stocktaking.ask stocktaking.change_statement stocktaking.edit stocktaking.publish stocktaking.quote
        stocktaking.remove_quote stocktaking.remove_statement stocktaking.save stocktaking.state stocktaking.take_back
        stocktaking.workbench stocktaking.gaps stocktaking.judge_gap stocktaking.take_judgement_back
        stocktaking.saved_views stocktaking.save_view stocktaking.share_view stocktaking.throw_view_away
        workbench.piles workbench.new_pile workbench.pile workbench.take_in workbench.divide workbench.offer
        workbench.rename_pile workbench.throw_pile_away workbench.withdraw_bin workbench.switch_off workbench.sort workbench.lay workbench.put_back workbench.deeds workbench.undo
        workbench.checks workbench.draw workbench.blind workbench.lay_blind workbench.decide
        workbench.text workbench.judge_theme workbench.star workbench.new_bin workbench.shortcuts workbench.our_keys
        workbench.duplicates workbench.judge_pair workbench.take_pair_back workbench.told_together workbench.change_group
        reports.freeze reports.publish reports.take_back reports.files reports.fetch reports.throw_away
        stocktaking.note_down stocktaking.strike_out stocktaking.dissent stocktaking.withdraw_dissent
        stocktaking.answers stocktaking.write_answer stocktaking.change_answer stocktaking.drop_answer stocktaking.decline
        following.call_for_question following.call_for_gap stocktaking.quote_star stocktaking.check stocktaking.merge stocktaking.undo_merge stocktaking.split stocktaking.taken_away stocktaking.put_back
    """,
    (Role.HOST, Role.COORDINATOR): """
        answering.tell_what_came answering.begin_what_came
    """,
    (Role.EDITOR, Role.HOST): """
        contributions.for_another contributions.begin_for_another contributions.link_to_give contributions.slip
        contributions.mail_link contributions.hand_over answering.take_away
    """,
    (Role.COORDINATOR,): """
        challenges.unfinished
        stocktaking.chase stocktaking.sign_off stocktaking.decide stocktaking.change_decision
    """,
    (Role.EDITOR,): """
        codebook.choose codebook.choose_again codebook.split codebook.splits codebook.my_proposals codebook.propose codebook.take_proposal_back codebook.confirm_term
        review.accept review.ask review.own_words review.decide_words review.confirm review.decide review.desk review.open_to_read review.propose review.read
        review.retag review.step_down
        review.approve_photo review.burn_in review.cover_photo review.photo review.photo_part review.refuse_photo
        woo.agree woo.ask_for_file woo.ask_view woo.black_out woo.choose_text woo.fetch_file woo.handled woo.handling woo.judge
        woo.read woo.undo woo.picture
        review.have_seen review.look_at review.settle appeals.work_list appeals.judge appeals.deciding appeals.hide appeals.decide appeals.take_reason_away appeals.pass_on
    """,
    (Role.ADMINISTRATOR,): """
        accounts.add_organisation accounts.admin accounts.change_organisation accounts.end_role accounts.invite
        accounts.judge_address accounts.organisation accounts.organisations accounts.reset_factors accounts.rights
        accounts.rights_csv accounts.withdraw_invitation
        codebook.add codebook.codebook codebook.take_in codebook.do codebook.take_back codebook.term codebook.terms codebook.proposals codebook.decide_proposal codebook.look_again
        woo.extend woo.freeze woo.lift woo.one woo.requests woo.set_handlers
        pages.destroyed pages.destroyed_csv
    """,
}
WHO = {endpoint: who for who, endpoints in CENSUS.items() for endpoint in endpoints.split()}


def is_shut(endpoint, role):
    """Whether nobody of this role passes here, whatever stands in the address: then one or two of a kind tell it all.

    A role is None for a visitor; a word for somebody who signed in without one.
    """
    who = WHO[endpoint]
    return (isinstance(who, tuple) and role not in who) or (who == SIGNED_IN and role is None)


def tried(every, endpoint, role):
    """Of all values for an address those that this role is tried with."""
    return every[:2] if is_shut(endpoint, role) else every
