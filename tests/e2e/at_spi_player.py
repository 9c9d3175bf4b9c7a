"""Plays a whole Sprint through AT-SPI, as a screen reader would: knows nothing but roles, names, states and actions.

Run by the system's own python3, which has pyatspi; prints what it did, one line each, and ends with code 0 on success.
"""

import sys
import time

import pyatspi  # pyright: ignore[reportMissingImports]

PATIENCE_S = 60.0


def say(text):
    print(text, flush=True)


def poll(what, wanted):
    """What `wanted` gives as soon as it is true; never sleeps longer than it must."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            found = wanted()
        except Exception as error:  # a widget that went away while it was being read
            found, what = None, what.split(" [")[0] + " [" + repr(error) + "]"
        if found:
            return found
        if time.monotonic() > deadline:
            sys.exit("waited in vain for " + what + "; there are " + repr(safe_names()))
        time.sleep(0.03)


def children(node):
    return [child for child in (node.getChildAtIndex(place) for place in range(node.childCount)) if child is not None]


def showing(node):
    states = node.getState()
    return states.contains(pyatspi.STATE_SHOWING) and states.contains(pyatspi.STATE_VISIBLE)


def tree(node):
    for child in children(node):
        if showing(child):
            yield child
            yield from tree(child)


def application():
    desktop = pyatspi.Registry.getDesktop(0)
    found = [each for each in children(desktop) if each.name in ("Run On Quiz", "quizapp", "__main__.py")]
    return found[0] if found else None


def items():
    app = application()
    return [] if app is None else [node for window in children(app) for node in tree(window) if node.name]


def safe_names():
    try:
        return [node.name for node in items()]
    except Exception as error:
        return repr(error)


def has(name):
    return any(node.name.startswith(name) for node in items())


def answers():
    return [node.name for node in items() if node.name[1:3] == ". " and node.name[0] in "ABCDEFGHI"]


def lefts():
    return [node.name for node in items() if node.name[1:3] == ". " and node.name[0].isdigit()]


def is_asked():
    return answers() or lefts() or has("Your answer")


def answer_somehow():
    """Answers the question that is asked, of whatever kind."""
    if has("Your answer"):
        write("Your answer", "Somebody or something")
    elif not has("Move "):
        left_sides, options = lefts(), answers()
        for left, right in zip(left_sides, options, strict=False):
            press(left[:3])
            press(right[:3])
        if not left_sides:
            press(options[0])
    poll("a verdict or a way to confirm", lambda: has("Confirm") or has("Next"))
    if not has("Next"):
        press("Confirm")


def action(node):
    try:
        actions = node.queryAction()
    except NotImplementedError:
        return None
    for place in range(actions.nActions):
        if actions.getName(place).lower() in ("press", "toggle", "click"):
            return lambda: actions.doAction(place)
    return None


def press(name):
    """Presses what is called so; it must be enabled."""

    def find():
        near = [node for node in items() if node.name.startswith(name)]
        exact = [node for node in near if node.name == name]
        for node in exact or near:
            act = action(node)
            if act is not None and node.getState().contains(pyatspi.STATE_ENABLED):
                return act
        return None

    poll("something enabled that is called " + name, find)()
    say("pressed " + name)


def write(name, text):
    def find():
        for node in items():
            if node.name.startswith(name) and node.getState().contains(pyatspi.STATE_EDITABLE):
                return node
        return None

    field = poll("a field called " + name, find)
    field.queryEditableText().setTextContents(text)
    say("wrote " + text)


def main():
    poll("the program", application)
    write("Who plays?", "Croquis 크로키")
    press("Let’s run")
    press("Start sprint")
    for number in range(1, 11):
        poll("question " + str(number), lambda number=number: has("Question " + str(number) + " of 10") and is_asked())
        answer_somehow()
        poll("the way on", lambda: has("Next"))
        press("Next")
    poll("the result", lambda: has("Play again"))
    points = next(node.name for node in items() if node.name.endswith(" points"))
    say("result " + points)
    press("Back to lanes")
    press("Scores")
    poll("the player on the board", lambda: any("Croquis 크로키" in node.name for node in items()))
    poll("the points", lambda: any(points.removesuffix(" points") in node.name for node in items()))
    press("Open round")
    poll("the round in full", lambda: has("Sprint of Croquis 크로키"))
    press("Back to the board")
    press("Statistics")
    poll("the figures", lambda: has("Questions answered 10 in one round"))
    press("Right answers per round: table")
    poll("the table of a chart", lambda: any(node.name == "Answers 10" for node in items()))
    say("done")


if __name__ == "__main__":
    main()
