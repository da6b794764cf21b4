"""The register's terms for what a dated row holds."""

NAMES = {"family": "氏", "given": "名", "latin": "英字", "alias": "通称"}
KANA = {"family_kana": "氏カナ", "given_kana": "名カナ"}
BIRTH = {"birth_date": "生年月日", "birth_written": "生年月日", "sex": "性別"}
OTHERS = {"nationality": "国籍", "father": "父", "mother": "母"}
TERMS = {**NAMES, **KANA, **BIRTH, **OTHERS}
DAYS = {"resident_from": "住民となった日", "departed_on": "消除日"}
PLACE = ("postal_code", "prefecture", "municipality", "town", "street", "building")
