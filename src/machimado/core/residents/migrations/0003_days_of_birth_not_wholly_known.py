from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("residents", "0002_loads_given_up")]

    operations = [
        migrations.AddField(
            model_name="personversion",
            name="birth_written",
            field=models.TextField(
                blank=True,
                default="",
                help_text="昭和18年(月日不詳): only where it is not wholly known",
                verbose_name="生年月日の表記",
            ),
            preserve_default=False,
        ),
    ]
