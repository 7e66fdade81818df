"""A member puts a question out to people, on a narrow phone and without scripts."""

NARROW = {"width": 320, "height": 640}


def test_a_question_is_put_out(visit):
    member = visit(NARROW, role="member", javascript=False).go("/vraagstukken")
    member.tap('h2 a:has-text("Wie betaalt het onderhoud van elke extra meter groen?")')  # no other journey changes it
    member.tap('a:has-text("Zet de vraag uit")')
    member.screen("Zet de vraag uit")
    member.page.locator('summary:has-text("Alleen bepaalde rollen")').click()
    member.tap('label:has(input[id="rol-9"])')
    member.tap('button:has-text("Tel opnieuw")')
    member.screen("Zet de vraag uit")
    assert member.page.locator('input[name="rol"]:checked').count() == 1, "what was tapped is still tapped"
    assert "Weinig of geen mensen" in member.page.locator("[role=status]").first.inner_text()
    member.tap("main form .button--primary")
    member.page.locator("text=Uitgezet.").wait_for()
    member.look()
