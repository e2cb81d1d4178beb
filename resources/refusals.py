"""What the house says when it must say no: what happened, and what to do now."""


class Refusal(Exception):
    """A refusal told to the user in their own words; nothing was changed.

    `what` says what happened, `advice` what the person can do now. Both are whole,
    translated sentences. Anything else that is raised is a bug, not a refusal.
    """

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(f"{what} {advice}")
        self.what = what
        self.advice = advice


class Damage(Refusal):
    """What is kept cannot be read any more; the last good copy is the way on."""
