"""HTML as plain text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.formats.html_text import Image, has_markup, plain


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("one<br>two<BR/>three", "one\ntwo\nthree"),
        ("one<br><br><br><br>two", "one\n\ntwo"),
        ("<ul><li>one</li><li>two</ul>", "one\ntwo"),
        ("  a \n\t b&nbsp;&nbsp;c  ", "a b c"),
        ("<b>a</b> <i>b</i><span> c</span>", "a b c"),
        ("<pre>\n  one\n    two</pre>", "  one\n    two"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3<td>4</table>", "1 | 2\n3 | 4"),
        ("a<!-- never > shown -->b<script>if (a < b) c</script>d<style>p {}</style>e", "abde"),
        ("<![CDATA[a]]>", "a"),
        ("plain text", "plain text"),
    ],
)
def test_blocks_become_lines_and_white_space_is_folded(markup: str, text: str) -> None:
    assert plain(markup).text == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Tom &amp;amp; Jerry", "Tom &amp; Jerry"),
        ("&lt;b&gt;", "<b>"),
        ("&#50;&#x33;", "23"),
        ("AT&T &bogus; & so on", "AT&T &bogus; & so on"),
        ("&#" + "9" * 5000 + "; &amp;", "&#" + "9" * 5000 + "; &"),
    ],
)
def test_entities_are_decoded_once(markup: str, text: str) -> None:
    assert plain(markup).text == text


@pytest.mark.parametrize(
    "text", ["x<y and y>z", "List<String>", "a < b > c", "<", "a <!-- b", "<std::map>", "a <b and c <", "1 <2"]
)
def test_a_sign_that_begins_no_tag_stays(text: str) -> None:
    assert plain(text).text == text
    assert not has_markup(text)


@pytest.mark.parametrize(
    "text", ["<p>x", "a<br/>b", "AT&amp;T", "&eacute;", "</span>", "<o:p>", "<IMG src=x>", "<!-- -->"]
)
def test_markup_is_recognised(text: str) -> None:
    assert has_markup(text)


@pytest.mark.parametrize(
    ("markup", "dropped"),
    [
        ("H<sub>2</sub>O, x<sup>2</sup>, H<sub>2</sub>", ("sub", "sup")),
        ("<a href='x'>there</a> and <a name='y'>here</a>", ("a",)),
        ("<a name='y'>here</a>", ()),
        ("<b>a</b><i>b</i><p>c</p><div><span>d</span></div>", ()),
        ("<pre><code>x</code></pre>", ("pre", "code")),
        ("<svg><text>x</text></svg>", ("svg",)),
        ("<script>never closed", ("script",)),
        ("<math><mi>x</mi></math>", ("math",)),
    ],
)
def test_what_plain_text_cannot_show_is_named_once(markup: str, dropped: tuple[str, ...]) -> None:
    assert plain(markup).dropped == dropped


def test_a_script_that_is_never_closed_takes_nothing_with_it() -> None:
    assert plain("a <script>b").text == "a b"


def test_pictures_are_given_with_address_and_text() -> None:
    read = plain("""<p>Who?<img src="@@PLUGINFILE@@/a%20b.png?x=1&amp;copy=2" alt="A  face > all"><IMG ALT=x></p>""")
    assert read.images == (Image("@@PLUGINFILE@@/a%20b.png?x=1&copy=2", "A face > all"), Image("", "x"))
    assert read.text == "Who?"


def test_sounds_are_named() -> None:
    read = plain("Listen [sound:a b.mp3] and <audio controls><source src='c.ogg'></audio>")
    assert read.sounds == ("a b.mp3", "c.ogg")
    assert read.text == "Listen and"
    assert plain("[sound:only.mp3]").sounds == ("only.mp3",)


pieces = st.sampled_from(
    ["<", ">", "</", "/>", "<p", "<b>", "<img src=", "alt='", '"', "'", "=", "<!--", "-->", "<script>", "</script>",
     "<pre>", "</pre>", "\n", " ", "&", "&amp;", "&#", "9", ";", "[sound:", "]", "text", "<![CDATA[", "]]>", "<svg>",
     "</td>", "<td>", "<?", "<br>", "\x00", "\ud800", "기"]
)  # fmt: skip


@given(st.lists(pieces, max_size=40).map("".join) | st.text(max_size=60))
def test_any_text_can_be_read(markup: str) -> None:
    read = plain(markup)
    assert isinstance(has_markup(markup), bool)
    assert len(read.text) <= 4 * len(markup)


HARD = ["<", "<a ", "<a x='", '<a ="<a" ', "</", "<!--", "<!", "<?", "&#9", "<script>", "<script></script", "<svg>",
        "<td>", "[sound:", "<img src", "<a =    "]  # fmt: skip


def seconds(markup: str) -> float:
    started = time.perf_counter()
    plain(markup)
    has_markup(markup)
    return time.perf_counter() - started


@pytest.mark.parametrize("piece", HARD)
@pytest.mark.parametrize("end", ["", "<", ">"])
def test_sixteen_times_the_broken_markup_does_not_take_the_square_of_it(piece: str, end: str) -> None:
    little, much = (piece * (size // len(piece)) + end for size in (20_000, 320_000))
    assert any(seconds(much) < 80 * max(seconds(little), 1e-4) for _ in range(4))


def test_a_megabyte_of_signs_is_text() -> None:
    assert plain("<" * 2**20).text == "<" * 2**20
