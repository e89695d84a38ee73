"""What is fuzzed: a name, what is put in, and a function that says what must hold of it.

A function raises nothing for what the parser may refuse by the errors that its docstring names; anything else is a
fault.
"""

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.fuzzing.pieces import Holds


@dataclass(frozen=True, slots=True)
class Target:
    """`weight` is its share of the inputs of a run: what costs a lot to read gets less. `needs_register`: a store."""

    name: str
    inputs: st.SearchStrategy
    holds: Holds
    weight: int = 10
    needs_register: bool = False


def every_target() -> dict[str, Target]:
    """All targets by name, in a fixed order."""
    from tests.fuzzing import of_cells, of_documents, of_forms, of_pages, of_plans, of_queries, of_strangers, of_tokens

    modules = (of_cells, of_documents, of_strangers, of_plans, of_queries, of_forms, of_tokens, of_pages)
    found = [target for module in modules for target in module.TARGETS]
    assert len({target.name for target in found}) == len(found)
    return {target.name: target for target in found}
