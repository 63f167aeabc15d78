"""What several mentions say of one event."""

from itertools import permutations

from corpus import merge_mentions
from tests.corpus.telling import days, mentions


def test_a_word_of_a_name_is_no_date_in_it() -> None:
    found = mentions("# May\n\nThe Maypole Parade is held in May. The Maypole Parade is held on 17 May.")
    assert len(merge_mentions(found)) == 1


def test_announced_then_held_is_one_event() -> None:
    announced = mentions("# News\n\nThe 3rd Harbour Forum will be held in Bergen in June.", "March 2024", "a.md")
    held = mentions("# Forum\n\nThe Third Harbour Forum was held in Bergen from 4 to 6 June.", "July 2024", "b.md")
    (event,) = merge_mentions([*announced, *held])
    assert (event.status, days(event), event.disputed) == ("held", ("2024-06-04", "2024-06-06"), False)
    assert [m.source.path for m in event.mentions] == ["b.md", "a.md"]


def test_another_edition_is_another_event() -> None:
    found = mentions(
        "# News\n\nThe 3rd Harbour Forum was held in Bergen on 4 February. The 4th Harbour Forum is planned "
        "for Bergen on 9 May."
    )
    assert len(merge_mentions(found)) == 2


def test_postponed_then_announced_anew_is_one_event_with_the_new_date() -> None:
    first = mentions("# A\n\nThe 6th Rope Workshop will take place in Kiel on 4 May.", "March 2024", "a.md")
    later = mentions("# B\n\nThe 6th Rope Workshop, planned for 4 May, is postponed.", "April 2024", "b.md")
    anew = mentions("# C\n\nThe 6th Rope Workshop will take place in Kiel on 21 September.", "June 2024", "c.md")
    (event,) = merge_mentions([*first, *later, *anew])
    assert (event.status, days(event)) == ("announced", ("2024-09-21", "2024-09-21"))


def test_two_deadlines_in_two_issues_are_disputed() -> None:
    first = mentions("# Call for papers: Rope Congress\n\nAbstracts must be sent by 12 April.", "February 2024", "a.md")
    later = mentions("# Call for papers: Rope Congress\n\nAbstracts must be sent by 30 April.", "March 2024", "b.md")
    (event,) = merge_mentions([*first, *later])
    assert event.disputed
    assert days(event) == ("2024-04-30", "2024-04-30")
    assert {days(m) for m in event.mentions} == {("2024-04-12", "2024-04-12"), ("2024-04-30", "2024-04-30")}


def test_events_of_the_same_name_in_two_countries_stay_apart() -> None:
    found = mentions("# Nights\n\n- 3 May: Harbour Night, Porto, Portugal\n- 3 May: Harbour Night, Bergen, Norway")
    assert len(merge_mentions(found)) == 2


def test_merging_does_not_depend_on_the_order() -> None:
    told = [
        *mentions("# A\n\nThe 6th Rope Workshop will take place in Kiel on 4 May.", "March 2024", "a.md"),
        *mentions("# B\n\nThe 6th Rope Workshop, planned for 4 May, is postponed.", "April 2024", "b.md"),
        *mentions("# C\n\nThe Rope Workshop took place on 21 September in Kiel.", "October 2024", "c.md"),
        *mentions("# D\n\nThe Rope Workshop took place on 22 September in Kiel.", "October 2024", "d.md"),
        *mentions("# E\n\nThe 6th Rope Workshop took place from 21 to 22 September.", "October 2024", "e.md"),
    ]
    assert len({merge_mentions(order) for order in permutations(told)}) == 1
