"""教示 in words, from its data."""

from machimado.engines.documents.definitions import Appeal, IssuerDefinition, Remedies, Suit


def sentences(remedies: Remedies | None, issuer: IssuerDefinition) -> list[str]:
    """The sentences of the 教示, in the order of 審査請求 and 取消訴訟; none where there is nothing to teach."""
    if remedies is None:
        return []
    found = []
    if remedies.appeal is not None:
        found.append(_appeal(remedies.appeal, issuer))
    if remedies.suit is not None:
        found.extend(_suit(remedies.suit, remedies.appeal, issuer))
    return found


def _appeal(appeal: Appeal, issuer: IssuerDefinition) -> str:
    authority = _fill(appeal.authority, issuer)
    return (
        f"この処分に不服があるときは、この処分があったことを知った日の翌日から起算して{appeal.within}以内に、"
        f"{authority}に対して審査請求をすることができます。ただし、この処分があった日の翌日から起算して{appeal.at_most}を"
        "経過したときは、正当な理由がある場合を除き、審査請求をすることができません。"
    )


def _suit(suit: Suit, appeal: Appeal | None, issuer: IssuerDefinition) -> list[str]:
    defendant, head = _fill(suit.defendant, issuer), _fill(suit.represented_by, issuer)
    against = f"{defendant}を被告として（訴訟において{defendant}を代表する者は{head}となります。）"
    from_ruling = (
        "審査請求をした場合は、その審査請求に対する裁決があったことを知った日の翌日から起算して"
        f"{suit.within}以内に提起することができます。"
    )
    limit = (
        f"ただし、この処分（審査請求をした場合は、その裁決）があった日の翌日から起算して{suit.at_most}を経過したときは、"
        "正当な理由がある場合を除き、提起することができません。"
    )
    if appeal is not None and appeal.first:
        return [
            f"この処分の取消しの訴えは、審査請求に対する裁決を経た後に、その裁決があったことを知った日の翌日から起算して"
            f"{suit.within}以内に、{against}提起することができます。{limit}"
        ]
    return [
        f"この処分の取消しの訴えは、この処分があったことを知った日の翌日から起算して{suit.within}以内に、{against}"
        f"提起することができます。{from_ruling}{limit}"
    ]


def _fill(text: str, issuer: IssuerDefinition) -> str:
    return text.format_map({"都道府県": issuer.prefecture, "市": issuer.city, "市長": issuer.head_title})
