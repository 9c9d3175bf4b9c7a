"""HTML as plain text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.formats.html_text import NAMED_MAX, Image, has_markup, plain


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
        ("<video src='x'></video>, <object></object>", ("video", "object")),
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


@pytest.mark.parametrize(
    ("markup", "files"),
    [
        ("<video src='a.mp4'></video>", ("a.mp4",)),
        (
            "<video><source src='a.webm'><source src=b.mp4></video><audio><source src='c.ogg'></audio>",
            ("a.webm", "b.mp4"),
        ),
        ("<iframe src='https://example.org/v?a=1&amp;b=2'></iframe>", ("https://example.org/v?a=1&b=2",)),
        ("<object type='x' data='a.swf'>nothing</object><embed src=b.swf>", ("a.swf", "b.swf")),
        ("<iframe src=a></iframe><iframe src=a></iframe><video></video>", ("a",)),
    ],
)
def test_files_that_plain_text_cannot_show_are_named_once(markup: str, files: tuple[str, ...]) -> None:
    assert plain(markup).files == files


@pytest.mark.parametrize(
    ("markup", "links"),
    [
        (
            "<a href='https://example.org/?a=1&amp;b=2'>there</a> and <a name='y'>here</a>",
            ("https://example.org/?a=1&b=2",),
        ),
        ("<a href=x.html>a</a> <a href=x.html>b</a>", ("x.html",)),
        ("(<a href='https://example.org'>https://example.org</a>).", ()),
        ("<a href='a'>an a, as in a.b</a>", ("a",)),
        ("<a href=' '>nowhere</a>", ()),
    ],
)
def test_addresses_of_links_are_named_where_the_text_does_not_show_them(markup: str, links: tuple[str, ...]) -> None:
    assert plain(markup).links == links


@pytest.mark.parametrize(
    ("markup", "scripts"),
    [
        ("a<script>alert(1) < 2</script>b", ("alert(1) < 2",)),
        ("<SCRIPT type='math/tex'>x^2</SCRIPT>", ("x^2",)),
        ("<script src='a.js'></script><script> </script>", ("a.js",)),
        ("<style>b {}</style>", ()),
    ],
)
def test_scripts_are_named_by_what_they_say(markup: str, scripts: tuple[str, ...]) -> None:
    assert plain(markup).scripts == scripts


def test_of_very_many_files_links_and_scripts_some_are_named_and_the_others_only_by_their_tags() -> None:
    pieces = (f"<a href=l{n}>x</a><script>s{n}</script><iframe src={'f' * 9_000}{n}>" for n in range(NAMED_MAX + 1))
    read = plain("".join(pieces))
    assert (len(read.links), len(read.scripts), len(read.files)) == (NAMED_MAX, NAMED_MAX, 1)
    assert set(read.dropped) == {"a", "script", "iframe"}
    assert max(map(len, read.files)) < 500


@pytest.mark.parametrize(
    ("markup", "has_more"),
    [
        *[("<b>x</b>", False), ("x", False), ("<sub>x</sub>", True), ("<img src=x>", True), ("[sound:x.mp3]", True)],
        *[("<a href=x.html>y</a>", True), ("<script>x</script>", True), ("<iframe src=x>", True)],
    ],
)
def test_it_is_told_whether_there_was_more_than_text(markup: str, has_more: bool) -> None:
    assert plain(markup).has_more == has_more


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
        "<td>", "[sound:", "<img src", "<a =    ", "<script>x</script>", "<a href=x>", "<iframe src=x>"]  # fmt: skip


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
