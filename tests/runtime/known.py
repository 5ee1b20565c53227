"""Answers of a bundle that differ from the disk's, and why. Anything else that differs is a failure."""

# check -> answer -> (why, a function that tells on which interpreters, or None for all)
DIFFERENCES = {
}


def reason(check, answer, python):
    """Return why `answer` of `check` differs on that interpreter, or None if it must not."""
    why, where = DIFFERENCES.get(check, {}).get(answer, (None, None))
    return why if why and (where is None or where(python)) else None
