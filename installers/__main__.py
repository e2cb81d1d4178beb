"""One command per task: `python3 -m installers TASK`, with nothing but Python on the machine."""

import sys

OLDEST = (3, 11)
NEWEST = (3, 14)


def refuse_this_python(version: tuple[int, ...]) -> str:
    """Return why `version` of Python cannot carry the house, or nothing when it can."""
    found = ".".join(str(part) for part in version[:3])
    wanted = f"{OLDEST[0]}.{OLDEST[1]}-{NEWEST[0]}.{NEWEST[1]}"
    if OLDEST <= version[:2] <= NEWEST:
        return ""
    return (
        f"Python {wanted} が要ります(いまは {found})。\n"
        f"This needs Python {wanted}; this is {found}.\n"
        "Debian: apt-get install python3 / Windows: winget install Python.Python.3.13"
    )


def main(arguments: list[str]) -> int:
    """Do the task that `arguments` name and return its exit status."""
    problem = refuse_this_python(sys.version_info[:3])
    if problem:
        print(problem, file=sys.stderr)
        return 1
    from installers import tasks

    return tasks.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
