"""The options of the judges: `--places 200` among their arguments."""


def number(arguments, name, usual):
    """The number after an option, or the usual one where it is not given."""
    return int(arguments[arguments.index(name) + 1]) if name in arguments else usual
