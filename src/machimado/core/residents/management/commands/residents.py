"""machimado residents import FILE --full|--changes · residents abandon"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from machimado.core.residents import api as residents
from machimado.core.residents.intake import importing
from machimado.core.residents.intake.reporting import masked
from machimado.kernel import clock
from machimado.kernel.ref import system

SHOWN = 20


class Command(BaseCommand):
    help = "住民の台帳を扱います。"

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        load = verbs.add_parser("import", help="台帳のCSVを取り込みます (UTF-8 か CP932)。")
        load.add_argument("file", type=Path)
        mode = load.add_mutually_exclusive_group(required=True)
        mode.add_argument("--full", action="store_const", const="full", dest="mode", help="全件のファイル")
        mode.add_argument(
            "--changes", action="store_const", const="changes", dest="mode", help="異動分のファイル"
        )
        load.add_argument(
            "--confirm-departures",
            action="store_true",
            help="ファイルにいない人が2%%を超えても転出として扱います",
        )

        verbs.add_parser(
            "abandon", help="止まっている取り込みをあきらめます (もとのファイルがないか、違っていたとき)。"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "abandon":
            self._abandon()
        else:
            self._import(options)

    def _abandon(self) -> None:
        try:
            given_up = importing.abandon(at=clock.now())
        except importing.Refused as refused:
            raise CommandError(refused.sentence) from None
        if given_up is None:
            self.stdout.write("止まっている取り込みはありません。")
        elif given_up.initial:
            self.stdout.write(
                "あきらめました。初期登録の途中だったので、そこまでに書いた住民は台帳から消しました。"
                "次は正しい全件のファイルを取り込んでください。"
            )
        else:
            self.stdout.write("あきらめました。次は全件のファイルを取り込んでください。")

    def _import(self, options: dict[str, Any]) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"ファイルがありません: {path}")
        report = residents.import_register(
            path,
            mode=options["mode"],
            by=system("residents import"),
            at=clock.now(),
            confirm_departures=options["confirm_departures"],
            progress=self._progress,
        )
        for warning in report.warnings[:SHOWN]:
            self.stdout.write(f"注意 {masked(warning)}")
        if not report.accepted:
            raise CommandError(self._why(report))
        self._tell(report)

    def _progress(self, done: int, chunks: int) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"\r{done}/{chunks}", ending="" if done < chunks else "\n")

    def _tell(self, report: residents.ImportReport) -> None:
        happened = (
            "、".join(f"{kind}{count}件" for kind, count in sorted(report.events.items())) or "異動なし"
        )
        self.stdout.write(
            f"{report.sentence} {report.rows}行: {happened}。変わりのない人 {report.unchanged}人。"
        )
        if report.departures:
            self.stdout.write(f"ファイルにいなかったため転出とした人 {report.departures}人。")

    def _why(self, report: residents.ImportReport) -> str:
        lines = [report.sentence, *map(masked, report.faults[:SHOWN])]
        if report.fault_count > SHOWN:
            lines.append(f"ほか{report.fault_count - SHOWN}件。")
        if report.report_file:
            lines.append(f"値を含む一覧: {report.report_file}")
        return "\n".join(lines)
