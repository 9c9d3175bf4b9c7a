"""Pictures of questions: shown whole in every window, never enlarged; what cannot be shown is told in words."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.app import Program
from quizapp.game.question import Media, Question
from quizapp.paths import Paths
from quizapp.ui import pictures
from quizapp.ui.common.picture_view import PictureView
from quizapp.ui.play.question_preview import QuestionPreview
from quizapp.ui.play.round_stage import RoundStage
from tests.ui.fakes import ALL_KINDS, PACK, single
from tests.ui.page_host import SIZES, assert_nothing_cut
from tests.ui.painted import HOSTILE, still_theme
from tests.ui.picture_rig import bomb_in, picture_in, pictures_of
from tests.ui.result_rig import Results
from tests.ui.round_rig import Begin, Rounds

ALT = "Ki Seon-gyeom on the track"
WIDE, TALL, TINY = (1600, 900), (700, 1400), (160, 120)
_HINT_BAR_PX = 36


@pytest.fixture(autouse=True)
def _still(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    with still_theme(qapp), pictures_of(tmp_path):
        yield


@pytest.fixture
def begin(qtbot: QtBot) -> Begin:
    return Rounds(qtbot).begin


def _stage(begin: Begin, question: Question, size: tuple[int, int] = (1200, 800)) -> RoundStage:
    window, _ = begin(question, size=(size[0], size[1] - _HINT_BAR_PX))
    return window.findChildren(RoundStage)[0]


def _shown(view: PictureView) -> QRect:
    label = view._picture
    return QRect(label.mapTo(view.window(), label.rect().topLeft()), label.size())


@pytest.mark.parametrize("drawn", [WIDE, TALL, TINY], ids=["wide", "tall", "tiny"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("line", ["", "They pour without a word"], ids=["picture alone", "with a line"])
def test_a_picture_is_seen_whole_beside_prompt_and_answers(
    begin: Begin, tmp_path: Path, size: tuple[int, int], drawn: tuple[int, int], line: str
) -> None:
    picture_in(tmp_path, size=drawn)
    stage = _stage(begin, single(2, line=line, media=Media("track.png", ALT)), size)
    view, shown = stage.picture, _shown(stage.picture)
    assert view.isVisible()
    assert not view.is_missing()
    assert_nothing_cut(stage)
    assert stage.answers.height() >= stage.answers.height_needed(stage.answers.width(), 1) - 1
    assert shown.width() <= drawn[0]
    assert shown.height() <= drawn[1]
    assert abs(shown.width() * drawn[1] - shown.height() * drawn[0]) <= max(drawn)
    assert shown.height() >= min(drawn[1], 100)
    assert view.geometry().contains(QRect(view.mapFrom(view.window(), shown.topLeft()) + view.pos(), shown.size()))
    assert stage.card.isVisible() == bool(line)
    assert not view.geometry().intersects(stage.prompt.geometry())
    assert not (line and view.geometry().intersects(stage.card.geometry()))


@pytest.mark.parametrize("question", ALL_KINDS, ids=[each.uid for each in ALL_KINDS])
@pytest.mark.parametrize("size", SIZES)
def test_a_picture_leaves_the_answers_of_every_kind_their_room(
    begin: Begin, tmp_path: Path, question: Question, size: tuple[int, int]
) -> None:
    picture_in(tmp_path, size=WIDE)
    stage = _stage(begin, replace(question, media=Media("track.png", ALT)), size)
    assert_nothing_cut(stage)
    assert _shown(stage.picture).height() >= 50
    assert not stage.picture.geometry().intersects(stage.answers.geometry())


def test_a_screen_reader_says_the_alternative_text(begin: Begin, tmp_path: Path) -> None:
    picture_in(tmp_path)
    view = _stage(begin, single(1, media=Media("track.png", ALT))).picture
    interface = QAccessible.queryAccessibleInterface(view._picture)
    assert interface.text(QAccessible.Text.Name) == ALT
    assert interface.role() == QAccessible.Role.Graphic


def test_a_question_without_a_picture_has_its_card_alone(begin: Begin, tmp_path: Path) -> None:
    picture_in(tmp_path)
    window, play = begin(single(1, media=Media("track.png", ALT)), single(2))
    stage = window.findChildren(RoundStage)[0]
    assert stage.picture.isVisible()
    play.answer([0])
    window.page._show_verdict()
    assert stage.picture.isVisible()
    window.page._next()
    assert stage.picture.isHidden()
    assert stage.card.isVisible()


def _broken(folder: Path) -> list[str]:
    (folder / "text.png").write_text("no picture")
    whole = picture_in(folder, "whole.png").read_bytes()
    (folder / "cut.jpg").write_bytes(b"\xff\xd8\xff" + whole[:40])
    (folder / "folder.png").mkdir()
    (folder / "drawing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    (folder / "big.png").write_bytes(whole + bytes(pictures.BYTES_MAX))
    bomb_in(folder)
    names = ["text.png", "cut.jpg", "folder.png", "drawing.svg", "big.png", "bomb.png"]
    return [*names, "", "nowhere.png", "a\0b.png", "long" * 200, "\ud800.png", "../../etc/passwd"]


@pytest.mark.qt_log_ignore("Unsupported marker", extend=True)
def test_what_cannot_be_shown_is_told_in_words_with_a_mark(qtbot: QtBot, tmp_path: Path) -> None:
    preview = QuestionPreview()
    qtbot.addWidget(preview)
    preview.resize(900, 460)
    preview.show()
    for name in _broken(tmp_path):
        preview.show_question(single(1, media=Media(name, ALT)), PACK, answered=False)
        assert preview.picture.is_missing(), name
        assert preview.picture._text.text() == ALT
        assert preview.picture._sign.isVisible()
        assert_nothing_cut(preview)


def test_a_bomb_takes_no_memory(tmp_path: Path) -> None:
    bomb_in(tmp_path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert pictures.of_question("bomb.png").isNull()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_more_pixels_than_a_window_has_are_not_kept(tmp_path: Path) -> None:
    picture_in(tmp_path, "large.jpg", (6_000, 3_000))
    image = pictures.of_question("large.jpg")
    assert image.size() == QSize(2560, 1280)
    assert QColor(image.pixel(100, 100)).red() > 240


def test_a_picture_that_was_written_anew_is_read_anew(tmp_path: Path) -> None:
    picture_in(tmp_path, size=(10, 10))
    assert pictures.of_question("track.png").width() == 10
    picture_in(tmp_path, size=(20, 20))
    assert pictures.of_question("track.png").width() == 20


@pytest.mark.parametrize("name", [name for name in HOSTILE if name != "nothing"])
def test_any_alternative_text_is_plain_text(qtbot: QtBot, name: str) -> None:
    view = PictureView()
    qtbot.addWidget(view)
    view.resize(300, 120)
    view.show()
    view.show_picture(pictures.of_question("nowhere"), HOSTILE[name].encode(errors="replace").decode()[:5_000])
    assert view.heightForWidth(200) > 0


@pytest.mark.parametrize("media", [Media("track.png", ALT), None])
def test_the_explanation_after_a_round_shows_the_picture_again(
    qtbot: QtBot, tmp_path: Path, media: Media | None
) -> None:
    picture_in(tmp_path)
    results = Results(qtbot)
    window, _ = results.show(1, questions=(single(1, media=media),))
    questions = window.page._questions
    questions._open(questions._rows[0])
    views = [each for each in window.findChildren(PictureView) if each.isVisible()]
    assert [(each.words(), each.is_missing()) for each in views] == ([(ALT, False)] if media else [])


def test_the_program_finds_the_pictures_of_its_bank(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    program = Program(Paths(tmp_path), qapp)
    qtbot.addWidget(program.window)
    program.open_bank()
    try:
        (program._paths.bank.parent / "media").mkdir()
        picture_in(program._paths.bank.parent / "media")
        assert pictures.of_question("media/track.png").width() == 320
        assert pictures.of_question("media/nowhere.png").isNull()
        assert pictures.of_question("../media/track.png").isNull()
    finally:
        program.close_bank()
