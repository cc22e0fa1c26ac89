"""What `selon doctor` does: prints what this installation is."""

from selon import doctor
from selon.commands import Engine, printed


def check_installation(engine: Engine) -> int:
    """Print the doctor's report; 1 where a model is damaged."""
    for line in doctor.report(engine.load):
        printed(line)
    return 1 if any(model.damaged for model in doctor.models()) else 0
