"""What the permission test needs of this room: a rule that everybody has."""


def build(_world: object) -> dict[str, object]:
    return {"rule_key": "児童手当認定請求"}
