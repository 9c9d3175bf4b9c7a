"""The words that tables of questions use, in several languages: kinds, truth, difficulty, the heads of columns."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from quizapp.game.mapping import Field
from quizapp.game.question import Kind

CHOICE = "choice"
"""A choice of which only the number of keys tells whether one or several are right."""
FILL = "fill"
"""A typed answer, of which only the prompt tells whether it fills a gap."""

_KINDS = {
    CHOICE: "multiple choice|multichoice|multiple|choice|quiz|mcq|mc|auswahl|mehrfachauswahl|auswahlfrage"
    "|choix multiple|opcion multiple|seleccion multiple|객관식|선다형|text choice",
    Kind.SINGLE_CHOICE: "single choice|single|radio|single answer|single select|einfachauswahl|choix unique",
    Kind.MULTIPLE_CHOICE: "checkbox|checkboxes|multiple response|multiple answers|multiple answer|multiple select"
    "|multi select|multiselect|select all",
    Kind.TRUE_FALSE: "true false|true or false|boolean|bool|tf|wahr falsch|richtig falsch|vrai faux|vrai ou faux"
    "|verdadero falso|verdadero o falso|ox|참거짓|진위형",
    Kind.SHORT_ANSWER: "short answer|short|text|typed|type answer|identification|input|kurzantwort|reponse courte"
    "|respuesta corta|주관식|단답형",
    FILL: "fill in the blank|fill in the blanks|fill in blank|fill in the gap|fill blank|fitb|fib|fill in|blank"
    "|luckentext",
    Kind.MISSING_WORD: "missing word|gap",
    Kind.ORDERING: "ordering|order|sequence|reorder|reihenfolge|순서",
}  # fmt: skip
_TRUTH = {
    True: "true|t|wahr|richtig|vrai|verdadero|cierto|verdade|verdadeiro|vero|verdader|참|맞음|정|правда|верно|真"
    "|yes|ja|oui|si|예|o|1",
    False: "false|f|falsch|faux|falso|fals|거짓|틀림|오|ложь|неверно|假|no|nein|non|아니오|아니요|x|0",
}
_CERTAIN_TRUTH = frozenset({
    "true", "false", "wahr", "falsch", "vrai", "faux", "verdadero", "verdadeiro", "vero", "falso", "참", "거짓",
    "правда", "ложь", "真", "假",
})  # fmt: skip
"""The others mean truth only where the kind of the question says so."""
TRUTH_LENGTH_MAX = 12
_DIFFICULTY = {
    1: "1|easy|einfach|leicht|facile|facil|쉬움|하|초급|beginner|low|簡単|легкий",
    2: "2|medium|mittel|moyen|moyenne|medio|media|보통|중|중급|normal|intermediate|moderate|average|средний",
    3: "3|hard|difficult|schwer|schwierig|difficile|dificil|어려움|상|고급|advanced|expert|high|сложный",
}
_HEADS: tuple[tuple[Field, str], ...] = (
    (Field.PICTURE, "image picture bild img photo foto imagen 이미지 그림 사진"),
    (Field.NOTHING, "time seconds second sec zeit points point score punkte limit timer temps tiempo count audio sound "
    "video date created updated author autor weight 시간 점수 제한 배점"),
    (Field.EXPLANATION, "explanation explain explanations erklarung erlauterung begrundung explication explicacion "
    "explicacao spiegazione feedback rationale reason comment commentary kommentar commentaire 해설 설명 풀이 "
    "объяснение"),
    (Field.HINT, "hint hints clue hinweis tipp tip indice pista 힌트 подсказка"),
    (Field.WRONG, "wrong incorrect distractor distractors distraktor distraktoren falsch falsche fausse faux "
    "incorrecta incorrecto incorrectas mauvaise 오답 неверный"),
    (Field.KIND, "type kind typ art tipo fragetyp fragentyp 유형 종류 тип"),
    (Field.DIFFICULTY, "difficulty difficult schwierigkeit schwierigkeitsgrad level niveau difficulte dificultad "
    "dificuldade 난이도 сложность"),
    (Field.CATEGORY, "category categories kategorie categorie categoria subject topic thema theme fach sujet materia "
    "분류 카테고리 주제 과목 категория тема"),
    (Field.EPISODE, "episode episodes ep folge episodio 에피소드 회차 회 эпизод серия"),
    (Field.TAGS, "tag tags schlagwort schlagworter stichwort etiqueta etiquetas etiquette keywords keyword 태그 теги"),
    (Field.SOURCE_URL, "url link href 링크 주소"),
    (Field.SOURCE, "source sources quelle fuente reference referenz 출처 источник"),
    (Field.KEY, "correct right richtig richtige korrekt key solution losung loesung correcta correcto correctas "
    "correcte bonne solucion 정답 верный правильный 正解 正答 正确答案"),
    (Field.OWN_ID, "id uid guid uuid"),
    (Field.OPTIONS, "options choices optionen alternativen opciones auswahlmoglichkeiten 선택지 보기들 варианты"),
    (Field.OPTION, "option choice auswahl auswahlmoglichkeit opcion choix alternative 보기 선택 вариант 選択肢 选项"),
    (Field.PROMPT, "question questions prompt frage fragetext quizfrage pregunta pergunta domanda vraag fraga 문제 "
    "질문 문항 вопрос 問題 问题 質問 stem"),
    (Field.KEY, "answer answers antwort antworten respuesta respuestas reponse resposta risposta svar 답 답변 답안 "
    "ответ 答案 答え"),
)  # fmt: skip
"""What a column holds by a word in its head. The first line that knows one of its words decides, because
`correct answer`, `question type` and `answer explanation` say more by the rarer word."""
_COUNTS = frozenset(("number", "no", "nr", "num", "count", "percent", "percentage", "rate", "order", "nummer"))
"""`question number` is no question."""
HEAD_WORDS_MAX = 6
"""A longer text heads no column; it may be a question about a question."""
_WEAK_HEADS = {
    Field.PROMPT: "text statement front term sentence aussage 앞면",
    Field.KEY: "back definition 뒷면",
}
"""Taken only where no column has a better head."""


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a short text without case, accents and punctuation; `optionA`, `option_A` and `option1` are two."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text[:200])
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return tuple(re.findall(r"[^\W\d_]+|\d+", unicodedata.normalize("NFC", plain).casefold()))


def _by_word(table: dict) -> dict:
    return {" ".join(words_of(word)): value for value, words in table.items() for word in words.split("|")}


_KIND_OF = _by_word(_KINDS)
_TRUTH_OF = _by_word(_TRUTH)
_DIFFICULTY_OF = _by_word(_DIFFICULTY)
_FIELD_BY_WORD = [(field, frozenset(w for word in words.split() for w in words_of(word))) for field, words in _HEADS]
_WEAK_BY_WORD = {w: field for field, words in _WEAK_HEADS.items() for word in words.split() for w in words_of(word)}


def kind_of(text: str) -> str | None:
    """The kind that a cell names: one of `Kind`, `CHOICE` or `FILL`; None for any other word."""
    return _KIND_OF.get(" ".join(words_of(text)))


def truth_of(text: str, *, is_certain: bool = True) -> bool | None:
    """True or false in words. `is_certain` leaves out words such as yes, O and 1, which seldom mean truth."""
    word = text.strip().casefold()
    if len(word) > TRUTH_LENGTH_MAX or (is_certain and word not in _CERTAIN_TRUTH):
        return None
    return _TRUTH_OF.get(" ".join(words_of(word)))


def difficulty_of(text: str) -> int | None:
    """1 to 3 for a word or number in a cell; None for any other."""
    return _DIFFICULTY_OF.get(" ".join(words_of(text.strip().removesuffix(".0"))))


def place_in(words: tuple[str, ...]) -> int | None:
    """Which of several like columns a head names by its last word (`option A`, `choice 3`); 0 is the first letter."""
    last = words[-1] if words else ""
    if last.isdecimal() and len(last) <= 3:
        return int(last)
    return ord(last) - ord("a") if len(last) == 1 and "a" <= last <= "j" else None


def words_of_head(head: str) -> tuple[str, ...]:
    """The words of the head of a column, without what only explains it: `Answer 1 - max 75 characters` has two."""
    return words_of(re.split(r"\s[-–—|]\s|[(:\[\n]", head[:200].strip())[0]) or words_of(head)


@lru_cache(maxsize=1024)
def field_of_head(head: str) -> Field | None:
    """What the head of a column says that it holds; None for words that are not known."""
    words = words_of_head(head)
    known = {word for word in words if not word.isdecimal()}
    if known and len(words) <= HEAD_WORDS_MAX:
        for field, names in _FIELD_BY_WORD:
            if known & names:
                return Field.NOTHING if field in (Field.PROMPT, Field.KEY) and known & _COUNTS else field
    return Field.OPTION if len(words) == 1 and place_in(words) is not None else None


def weak_field_of_head(head: str) -> Field | None:
    """As `field_of_head`, for words that head such a column only sometimes."""
    words = words_of(head)
    return _WEAK_BY_WORD.get(words[0]) if len(words) == 1 else None
