"""The newsletter that comes with the project, read as a person would read it."""

from datetime import date

from corpus import Issue, clean


def texts(issue: Issue) -> list[str]:
    return [s.text for a in issue.articles for s in a.sentences]


def test_masthead_says_what_the_issue_is(shipped: Issue) -> None:
    source = shipped.source
    assert source.title == "Special Issue on ANSO'S GLOBAL FOOTPRINT"
    assert source.number == "25"
    assert source.published is not None
    assert (source.published.start, source.published.end) == (date(2024, 12, 1), date(2024, 12, 31))
    assert source.organisation.startswith("Alliance of National and International Science Organizations")
    assert source.label == "Special Issue on ANSO'S GLOBAL FOOTPRINT, No. 25, December 2024"


def test_six_articles_between_masthead_and_contact_block(shipped: Issue) -> None:
    assert [a.kind for a in shipped.articles] == ["masthead", *["article"] * 6, "contact"]


def test_dateline_stands_before_its_headline(shipped: Issue) -> None:
    datelines = {a.headline: a.dateline for a in shipped.articles if a.kind == "article"}
    assert list(datelines.values()) == [
        "Bangkok, Thailand",
        "Cyprus, Serbia, and Romania",
        "Bucharest, Romania",
        "Budapest, Hungary",
        "Paris, France",
        "Naples & Venice, Italy",
    ]
    assert datelines["The 9th ANSO Governing Board (GB) Meeting Held in Thailand"] == "Bangkok, Thailand"


def test_headings_below_an_article_are_its_sections_whatever_their_level(shipped: Issue) -> None:
    visit = shipped.articles[2]
    assert list(dict.fromkeys(s.section for s in visit.sentences if s.section)) == [
        "Expanding Networks in Cyprus",
        "Strengthening Partnerships in Serbia",
        "Emphasizing Cooperation in Romania",
    ]


def test_paragraphs_cut_by_a_missing_picture_are_whole(shipped: Issue) -> None:
    joined = [
        "Management of ANSO's Name, Logo, and Internet Domain.",
        "Prof. Mohammad Nafees Zakaria, Executive Director of COMSATS, elaborated",
        "enhancing Sino-Serbian scientific collaboration through ANSO.",
        'titled "Advocating for the Inclusion of Nature Education in UNESCO Biosphere Reserves".',
    ]
    for part in joined:
        assert any(part in text for text in texts(shipped)), part


def test_titles_do_not_end_sentences(shipped: Issue) -> None:
    assert any(text.startswith("Prof. HE Hongping, reaffirmed") for text in texts(shipped))
    assert any(text.startswith("Prof. Helena Bonciani Nader, ANSO Vice President") for text in texts(shipped))
    assert not any(text.endswith(("Prof.", "Dr.", "Mr.", "H.E.")) for text in texts(shipped))


def test_markup_is_gone_from_what_is_read_and_kept_in_what_is_quoted(shipped: Issue) -> None:
    first = shipped.articles[1].sentences[1]
    assert first.text == "The 9th ANSO Governing Board (GB) Meeting Held in Thailand"
    assert shipped.text[first.start : first.end].startswith("The 9<sup>th</sup> ANSO")


def test_every_sentence_is_found_again_at_its_offsets(shipped: Issue) -> None:
    for article in shipped.articles:
        for sentence in article.sentences:
            assert clean(shipped.text, sentence.start, sentence.end).text.replace("\n", " ") == sentence.text


def test_contact_block_keeps_address_mail_and_editor(shipped: Issue) -> None:
    contact = [s.text for s in shipped.articles[-1].sentences]
    assert "ANSO Secretariat Building 3, No.16 Lincui Road, Chaoyang District, Beijing, China" in contact
    assert any("anso-public@anso.org.cn" in line for line in contact)
    assert any("Editor: ANSO Secretariat" in line for line in contact)
