"""Small files of every format, of which each says one thing that a question here cannot hold."""

from __future__ import annotations

import json
from typing import Any

from .anki_decks import N, newest, notes, oldest
from .sheets import workbook

PACK = 'format = 1\nid = "p"\ntitle = "P"\nversion = "1"\n[[category]]\nid = "c"\ntitle = "C"\n'
OWN_QUESTION = (
    '[[question]]\nuid = "p/1"\nkind = "short_answer"\ncategory = "c"\nanswers = ["Han"]\nexplanation = "So."\n'
    'sources = [{ title = "Recap" }]\n'
)


def moodle(prompt: str = "Who?", answers: str = "", kind: str = "shortanswer", rest: str = "") -> str:
    """A Moodle file with one question; `answers` are such as `100=Han, 50=Kim|feedback`."""
    marked = "".join(_moodle_answer(each) for each in (answers or "100=Han").split(", "))
    return (
        f'<quiz><question type="{kind}"><name><text>1</text></name><questiontext format="html"><text><![CDATA[{prompt}'
        f"]]></text></questiontext>{marked}{rest}</question></quiz>"
    )


def _moodle_answer(written: str) -> str:
    fraction, _, said = written.partition("=")
    text, _, feedback = said.partition("|")
    return (
        f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>'
        f"<feedback><text><![CDATA[{feedback}]]></text></feedback></answer>"
    )


def qti(prompt: str, options: str = "", mapping: str = "", rest: str = "") -> str:
    """A QTI item with one choice, `a` and `b`, of which `a` is right unless `mapping` tells otherwise."""
    options = options or '<simpleChoice identifier="a">A</simpleChoice><simpleChoice identifier="b">B</simpleChoice>'
    right = f"<mapping>{mapping}</mapping>" if mapping else "<correctResponse><value>a</value></correctResponse>"
    cardinality = "multiple" if mapping else "single"
    return (
        '<assessmentItem identifier="x" xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2">'
        f'<responseDeclaration identifier="R" cardinality="{cardinality}">{right}</responseDeclaration>'
        f'<itemBody>{prompt}<choiceInteraction responseIdentifier="R">{options}</choiceInteraction></itemBody>'
        f"{rest}</assessmentItem>"
    )


def opentdb(**changes: Any) -> str:
    """One question of the Open Trivia DB."""
    item = {"type": "multiple", "difficulty": "easy", "category": "C", "question": "Who?", "correct_answer": "Han",
            "incorrect_answers": ["Kim", "Lee", "Oh"]}  # fmt: skip
    return json.dumps({"response_code": 0, "results": [item | changes]})


def trivia_api(**changes: Any) -> str:
    """One question of The Trivia API."""
    item = {"category": "music", "id": "1", "question": {"text": "Who?"}, "correctAnswer": "Han",
            "incorrectAnswers": ["Kim", "Lee", "Oh"], "difficulty": "easy"}  # fmt: skip
    return json.dumps([item | changes])


def listed(**changes: Any) -> str:
    """A list of one question in JSON."""
    return json.dumps([{"question": "Who?", "options": ["Han", "Kim", "Lee"], "answer": "Han"} | changes])


HEAD, ROW = "question,right answer,wrong answer,wrong answer", "Who runs?,Han,Kim,Lee"
CLOZE = ("Cloze", ("Text", "Back Extra"))
_PARTS = '<mapEntry mapKey="a" mappedValue="2"/><mapEntry mapKey="b" mappedValue="1"/>'
_THREE = "".join(f'<simpleChoice identifier="{name}">{name}</simpleChoice>' for name in "abc")
_SAID = (
    '<simpleChoice identifier="a">A<feedbackInline identifier="a">Well done</feedbackInline></simpleChoice>'
    '<simpleChoice identifier="b">B</simpleChoice>'
)
_GENERAL = '<modalFeedback identifier="f">Told to all</modalFeedback>'
_GENERAL_IN_MOODLE = "<generalfeedback><text>Told to all</text></generalfeedback>"
_UNIT = "<unit><unit_name>m</unit_name></unit>"
_DRAGGED = "<dragbox><text>H&lt;sub&gt;2&lt;/sub&gt;</text></dragbox><dragbox><text>O</text></dragbox>"
_DAMAGED = '<file name="a.png" path="/" encoding="base64">?</file>'

LOSSY: dict[str, tuple[str, str | bytes, str]] = {
    "gift markup": ("a.gift", "What is 10<sup>5</sup>? {=100000 ~1000}", "<sup>"),
    "gift picture": ("a.gift", "[html]<p>Who? <img src='@@PLUGINFILE@@/a.png'></p> {=Han ~Kim}", "a.png"),
    "gift sound": ("a.gift", "[html]Who? <audio src='a.mp3'></audio> {=Han ~Kim}", "a.mp3"),
    "gift film": ("a.gift", "[html]Who? <video src='a.mp4'></video> {=Han ~Kim}", "a.mp4"),
    "gift link": ("a.gift", "[html]<a href='https\\://a.org'>Who?</a> {=Han ~Kim}", "https://a.org"),
    "gift script": ("a.gift", "[html]Who?<script>run(1)</script> {=Han ~Kim}", "run(1)"),
    "gift weights": ("a.gift", "Which? {~%60%a ~%40%b ~%-100%c}", "weights"),
    "gift part of a choice": ("a.gift", "Who? {=Han ~%50%Kim ~Lee}", "partly right"),
    "gift part of an answer": ("a.gift", "Who? {=Han =%50%Kim}", "partly right"),
    "gift star": ("a.gift", "Who? {=Han =H*n}", "any text"),
    "gift keys": ("a.gift", "Who? {=Han =Kim ~Lee}", "only the first"),
    "gift feedback": ("a.gift", "Who? {=Han#Well done ~Kim ####Told to all}", "feedback"),
    "gift feedback on a number": ("a.gift", "How many? {#3#Well done ####Told to all}", "feedback"),
    "aiken option": ("a.txt", "Who?\nA. Han\nB. Kim\nC.\nANSWER: A\n", "empty option"),
    "moodle markup": ("a.xml", moodle("H<sub>2</sub>O?"), "sub"),
    "moodle table": ("a.xml", moodle("Who?<table><tr><td>1</td><td>2</td></tr></table>"), "table"),
    "moodle film": ("a.xml", moodle('Who?<video><source src="@@PLUGINFILE@@/a%20b.mp4"></video>'), "“a b.mp4”"),
    "moodle frame": ("a.xml", moodle('Who?<iframe src="https://a.org/v"></iframe>'), "https://a.org/v"),
    "moodle object": ("a.xml", moodle('Who?<object data="a.swf"></object>'), "a.swf"),
    "moodle link": ("a.xml", moodle('<a href="https://a.org">Who?</a>'), "https://a.org"),
    "moodle script": ("a.xml", moodle("Who?<script>run(1)</script>"), "run(1)"),
    "moodle sound": ("a.xml", moodle('Who?<audio src="a.mp3"></audio>'), "a.mp3"),
    "moodle picture": ("a.xml", moodle('Who?<img src="gone.png">'), "gone.png"),
    "moodle damaged picture": (
        "a.xml",
        moodle('Who?<img src="@@PLUGINFILE@@/a.png">').replace("</questiontext>", f"{_DAMAGED}</questiontext>"),
        "damaged",
    ),
    "moodle markup of an answer": ("a.xml", moodle("Who?", "100=H<sub>2</sub>, 0=O", "multichoice"), "sub"),
    "moodle weights": (
        "a.xml", moodle("Who?", "60=Han, 40=Kim, 0=Lee", "multichoice", "<single>false</single>"), "weights",
    ),
    "moodle part of a choice": ("a.xml", moodle("Who?", "100=Han, 50=Kim, 0=Lee", "multichoice"), "counted in part"),
    "moodle best option": ("a.xml", moodle("Who?", "80=Han, 0=Kim", "multichoice"), "80"),
    "moodle several": ("a.xml", moodle("Who?", "100=Han, 100=Kim, 0=Lee", "multichoice"), "any one of 2"),
    "moodle part of an answer": ("a.xml", moodle("Who?", "100=Han, 50=Kim"), "counted in part"),
    "moodle star": ("a.xml", moodle("Who?", "100=H*n"), "star"),
    "moodle units": (
        "a.xml", moodle("How far?", "100=3", "numerical", f"<units>{_UNIT}</units>"), "units",
    ),
    "moodle feedback on the key": ("a.xml", moodle("Who?", "100=Han|Well done", rest=_GENERAL_IN_MOODLE), "was said"),
    "moodle feedback on what is wrong": ("a.xml", moodle("Who?", "100=Han, 0=Kim|Not he"), "was said"),
    "moodle feedback on a choice": (
        "a.xml", moodle("Who?", "100=Han|Well done, 0=Kim", "multichoice", _GENERAL_IN_MOODLE), "was said",
    ),
    "moodle feedback on true or false": (
        "a.xml", moodle("Is it?", "100=true|Well done, 0=false", "truefalse", _GENERAL_IN_MOODLE), "was said",
    ),
    "moodle word to drag": ("a.xml", moodle("[[1]] is water", "0=x", "ddwtos", _DRAGGED), "sub"),
    "qti markup": ("a.xml", qti("<p>H<sub>2</sub>O?</p>"), "sub"),
    "qti picture": ("a.xml", qti('<p>Who? <img src="gone.png" alt=""/></p>'), "gone.png"),
    "qti film": ("a.xml", qti('<p>Who?</p><object data="a.mp4" type="video/mp4"/>'), "a.mp4"),
    "qti link": ("a.xml", qti('<p><a href="https://a.org">Who?</a></p>'), "https://a.org"),
    "qti points": ("a.xml", qti("<p>Who?</p>", _THREE, _PARTS), "different points"),
    "qti feedback": ("a.xml", qti("<p>Who?</p>", _SAID, rest=_GENERAL), "was said"),
    "anki sound": ("a.apkg", oldest(notes("Who?[sound:a.mp3]|Han")), "a.mp3"),
    "anki picture": ("a.apkg", newest(notes("Who? <img src='gone.png'>|Han")), "gone.png"),
    "anki markup": ("a.apkg", oldest(notes("H<sub>2</sub>O?|water")), "sub"),
    "anki film": ("a.apkg", oldest(notes("Who?<video src='a.mp4'></video>|Han")), "a.mp4"),
    "anki link": ("a.apkg", oldest(notes("<a href='https://a.org'>Who?</a>|Han")), "https://a.org"),
    "anki script": ("a.apkg", oldest(notes("Who?<script>run(1)</script>|Han")), "run(1)"),
    "anki cloze": ("a.apkg", oldest([N(("{{c1::Han}} runs [sound:a.mp3]", ""), CLOZE)]), "a.mp3"),
    "anki text": ("a.txt", "#separator:tab\n#html:true\nWho?[sound:a.mp3]\tHan\n", "a.mp3"),
    "csv picture": ("a.csv", f"{HEAD},image\n{ROW},a.png\n", "a.png"),
    "csv difficulty": ("a.csv", f"{HEAD},difficulty\n{ROW},odd\n", "odd"),
    "csv episode": ("a.csv", f"{HEAD},episode\n{ROW},last\n", "last"),
    "csv repeated option": ("a.csv", f"{HEAD}\nWho runs?,Han,Kim,Kim\n", "twice"),
    "csv wrong options": ("a.csv", f"{HEAD},type\n{ROW},short answer\n", "Kim"),
    "xlsx picture": (
        "a.xlsx", workbook({"Sheet1": [[*HEAD.split(","), "image"], [*ROW.split(","), "a.png"]]}), "a.png",
    ),
    "json picture": ("a.json", listed(image="a.png"), "picture or sound"),
    "json hint": ("a.json", listed(hint=7), "hint"),
    "json episode": ("a.json", listed(episode="last"), "last"),
    "json difficulty": ("a.json", listed(difficulty="odd"), "odd"),
    "json repeated option": ("a.json", listed(options=["Han", "Kim", "Kim"]), "twice"),
    "opentdb difficulty": ("a.json", opentdb(difficulty="odd"), "odd"),
    "opentdb empty option": ("a.json", opentdb(incorrect_answers=["Kim", "", "Oh"]), "empty option"),
    "trivia api difficulty": ("a.json", trivia_api(difficulty="odd"), "odd"),
    "lines option": ("a.txt", "# Who?\n+ Han\n- Kim\n- Kim\n", "twice"),
    "opentriviaqa option": ("a.txt", "#Q Who?\n^ Han\nA Han\nB Kim\nC Kim\n", "twice"),
    "own field": ("a.toml", f'{PACK}{OWN_QUESTION}prompt = "Who?"\ncolour = "red"\n', "unknown"),
    "own sign": ("a.toml", f'{PACK}{OWN_QUESTION}prompt = "Who\\u202e?"\n', "invisible"),
}  # fmt: skip
"""The name of a file, its content, and a word of what is to be said of its loss."""

WHOLE: dict[str, tuple[str, str | bytes]] = {
    "gift": ("a.gift", "[html]Who <b>runs</b>? {=Han ~Kim#Not he ####Told to all}"),
    "gift of marks": ("a.gift", "[markdown]Who **runs**? {=Han ~Kim}"),
    "aiken": ("a.txt", "Who?\nA. Han\nB. Kim\nANSWER: A\n"),
    "moodle": ("a.xml", moodle("<p>Who <b>runs</b>?</p>", "100=Han|Well done, 0=Kim|Not he", "multichoice")),
    "moodle entity": ("a.xml", moodle().replace("<text>Han</text>", "<text>Han&nbsp;</text>")),
    "qti": ("a.xml", qti("<p>Who <b>runs</b>?</p>", _SAID)),
    "anki": ("a.apkg", oldest(notes("Who <b>runs</b>?|Han"))),
    "anki as text": ("a.txt", "#separator:tab\n#html:true\n<p>Who runs?</p>\tHan\n"),
    "csv": ("a.csv", f"{HEAD}\n{ROW}\n"),
    "csv with a hint": ("a.csv", f"{HEAD},hint\n{ROW},He runs\n"),
    "xlsx": ("a.xlsx", workbook({"Sheet1": [HEAD.split(","), ROW.split(",")]})),
    "json": ("a.json", listed(episode="3")),
    "opentdb": ("a.json", opentdb()),
    "trivia api": ("a.json", trivia_api()),
    "lines": ("a.txt", "# Who?\n+ Han\n- Kim\n\n# Whom?\n+ Han\n"),
    "opentriviaqa": ("a.txt", "#Q Who?\n^ Han\nA Han\nB Kim\n"),
    "own": ("a.toml", f'{PACK}{OWN_QUESTION}prompt = "Who?"\n'),
}
"""Files that lose nothing, whatever else is said of them."""


def content_of(written: str | bytes) -> bytes:
    """The bytes of a file."""
    return written.encode() if isinstance(written, str) else written
