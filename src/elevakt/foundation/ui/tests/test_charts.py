import pytest

from elevakt.foundation.ui.charts import Bar, BarChart, LineChart, Series, scale


@pytest.mark.parametrize(
    ("top", "ticks"),
    [
        (12, [0, 5, 10, 15]),
        (9.4, [0, 2.5, 5, 7.5, 10]),
        (0, [0, 1]),
        (400, [0, 100, 200, 300, 400]),
    ],
)
def test_a_scale_has_round_numbers_and_reaches_the_top(top, ticks):
    assert scale(top) == ticks


def line(*values):
    return LineChart(
        "k", "Titel", "I ord", "Månad", ("aug", "sep", "okt"), (Series("I år", values),), "%"
    )


def test_a_line_stops_where_nothing_is_known():
    wide, narrow = line(4.0, 6.5, None).drawings

    assert [point.text for point in wide.lines[0].points] == ["4 %", "6,5 %"]
    assert wide.lines[0].last.label == "sep"
    assert [text for _x, text in wide.labels] == ["aug", "sep", "okt"]
    assert [text for _x, text in narrow.labels] == ["aug", "okt"]


def test_a_line_of_which_nothing_is_known_is_not_drawn():
    assert line(None, None, None).drawings[0].lines == ()


def test_a_chart_has_the_same_numbers_as_a_table():
    assert line(4.0, 6.5, None).rows == [("aug", ["4 %"]), ("sep", ["6,5 %"]), ("okt", [""])]


def test_the_longest_bar_fills_its_place_and_a_hidden_number_has_none():
    chart = BarChart("k", "Titel", "I ord", "Steg", "Ärenden", (("a", 5), ("b", 20), ("c", None)))

    assert chart.bars == [Bar("a", "5", 25), Bar("b", "20", 100), Bar("c", "", 0)]
    assert chart.rows == [("a", ["5"]), ("b", ["20"]), ("c", [""])]


def test_bars_that_are_all_nothing_are_drawn():
    chart = BarChart("k", "Titel", "I ord", "Steg", "Ärenden", (("a", 0),))

    assert chart.bars == [Bar("a", "0", 0)]
