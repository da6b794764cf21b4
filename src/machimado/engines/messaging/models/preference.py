"""How an account wishes to be told."""

from datetime import time

from django.conf import settings
from django.db import models


class Preference(models.Model):
    """通知の設定. Where there is none, the defaults of a new one hold."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    email = models.BooleanField("メール", default=True)
    push = models.BooleanField("プッシュ通知", default=True)
    quiet_from = models.TimeField("静かにする時間のはじまり", default=time(21, 0))
    quiet_until = models.TimeField("静かにする時間のおわり", default=time(7, 0))

    def __str__(self) -> str:
        return str(self.account_id)
