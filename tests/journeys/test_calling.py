"""A member puts an empty place of the balance out to people, on a narrow phone and without scripts."""

NARROW = {"width": 320, "height": 640}


def test_an_empty_place_is_put_out(visit):
    member = visit(NARROW, role="member", javascript=False).go("/werkbank/gaten/thema:ondergrond/fase:ontwerp/oproep")
    member.screen("Zet de vraag uit")
    member.page.locator('summary:has-text("Alleen bepaalde rollen")').click()
    member.tap('label:has(input[id="rol-9"])')
    member.tap('button:has-text("Tel opnieuw")')
    member.screen("Zet de vraag uit")
    assert member.page.locator('input[name="rol"]:checked').count() == 1, "what was tapped is still tapped"
    assert "Minder dan vijf mensen" in member.page.locator("[role=status]").first.inner_text()
    member.tap("main form .button--primary")
    member.page.locator("text=Uitgezet.").wait_for()
    member.look()
