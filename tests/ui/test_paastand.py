"""The page of a claim: a sentence fills the parts, and says what it lacks."""

from streamlit.testing.v1 import AppTest


def _script() -> None:
    from projections.ui import shell

    shell.run("paastand")


def test_a_sentence_is_judged_and_can_be_mended_by_hand() -> None:
    at = AppTest.from_function(_script, default_timeout=60)
    at.query_params["kommune"] = "5025"
    assert not at.run().exception
    assert at.title[0].value.startswith("Like mange i Røros i 2036 som i 2026?")
    at.text_input(key="claim_text").set_value(
        "Os har 1 774 innbyggere i 2030 og 1 715 i 2050"
    ).run()
    assert not at.exception
    assert "Påstanden" in at.title[0].value
    assert at.query_params["kommune"] == "3430"
    assert at.query_params["paastand"] == "1774"
    (more,) = [one for one in at.button if one.key == "claim_more_0"]
    more.click().run()
    assert at.query_params["paastand_aar"] == "2050"
    at.text_input(key="claim_text").set_value("om lag 70 færre i skolealder innen 2025").run()
    assert "hvilket år endringen måles fra" in " ".join(one.value for one in at.info)
    at.selectbox(key="widget_claim_said").set_value(2014).run()
    assert "rimelig da den ble framsatt" in at.title[0].value
    assert not at.exception
    at.text_input(key="widget_claim_value").set_value("−20").run()
    assert at.query_params["paastand"] == "-20"
    for sentence, group, told in (
        ("kostnaden øker med 26 mill. i 2033", "kostnad", "mill. kr"),
        ("aldersbæreevnen faller til 1,7 i 2040", "aldersbaereevne", "sannsynlig i 2040"),
    ):
        at.text_input(key="claim_text").set_value(sentence).run()
        assert not at.exception
        assert at.query_params["paastand_om"] == group
        shown = " ".join(one.value for one in (*at.title, *at.markdown)).replace("\u00a0", " ")
        assert told in shown
    at.text_input(key="claim_text").set_value("tull og tøys").run()
    assert not at.exception
    assert "hvor mange" in at.info[0].value


def test_a_name_that_several_have_is_asked_about() -> None:
    at = AppTest.from_function(_script, default_timeout=60)
    at.query_params["kommune"] = "5025"
    at.run()
    at.text_input(key="claim_text").set_value("Røros og Os har 5 000 innbyggere i 2030").run()
    assert not at.exception
    at.text_input(key="claim_text").set_value("Herøy har 5 000 innbyggere i 2030").run()
    assert not at.exception
    assert "Setningen kan gjelde " in " ".join(one.value for one in at.info)
    assert at.query_params["kommune"] == "5025"


def test_an_example_fills_the_sentence_and_is_judged() -> None:
    at = AppTest.from_function(_script, default_timeout=60)
    at.query_params["kommune"] = "5025"
    at.run()
    before = at.title[0].value
    at.text_input(key="claim_text").set_value(" ").run()
    assert at.title[0].value == before  # nothing is claimed
    at.button(key="claim_example_1").click().run()
    assert not at.exception
    assert at.text_input(key="claim_text").value
    assert at.title[0].value != before
