from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "machimado.engines.rules"
    label = "rules"

    def ready(self) -> None:
        from machimado.core.definitions import api as definitions
        from machimado.engines.rules.checks import examples_hold
        from machimado.engines.rules.definitions import RuleDefinition

        definitions.register_kind("rule", model=RuleDefinition, folder="rules", checks=(examples_hold,))
