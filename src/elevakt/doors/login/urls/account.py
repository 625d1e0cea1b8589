"""Addresses that allauth knows by its own names; only those of its pages that we show."""

from allauth.account.views import logout
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from elevakt.doors.login.rules import nobody_acts
from elevakt.doors.login.views import entering, securing
from elevakt.trust.access.rules.proofs import proved_anew

OWN = "installningar/inloggning/"

by_password = login_not_required(entering.ByPassword.as_view())
by_second_step = login_not_required(entering.BySecondStep.as_view())
by_passkey = login_not_required(entering.ByPasskey.as_view())
by_new_password = login_not_required(entering.ByNewPassword.as_view())
add_app = nobody_acts(proved_anew(securing.AddApp.as_view()))
remove_app = nobody_acts(proved_anew(securing.RemoveApp.as_view()))
add_passkey = nobody_acts(proved_anew(securing.AddPasskey.as_view()))
remove_passkey = nobody_acts(proved_anew(securing.RemovePasskey.as_view()))
codes = nobody_acts(proved_anew(securing.Codes.as_view()))
new_codes = nobody_acts(proved_anew(securing.NewCodes.as_view()))
change_password = nobody_acts(proved_anew(securing.ChangePassword.as_view()))

urlpatterns = [
    path("konto/logga-in/", by_password, name="account_login"),
    path("konto/logga-ut/", login_not_required(logout), name="account_logout"),
    path("konto/andra-steget/", by_second_step, name="mfa_authenticate"),
    path("konto/nyckel/", by_passkey, name="mfa_login_webauthn"),
    path("konto/glomt/", entering.forgot, name="account_reset_password"),
    path(
        "konto/nytt-losenord/<str:uidb36>/<str:key>/",
        by_new_password,
        name="account_reset_password_from_key",
    ),
    path(f"{OWN}app/", add_app, name="mfa_activate_totp"),
    path(f"{OWN}app/ta-bort/", remove_app, name="mfa_deactivate_totp"),
    path(f"{OWN}nyckel/", add_passkey, name="mfa_add_webauthn"),
    path(f"{OWN}nyckel/<str:key>/ta-bort/", remove_passkey, name="mfa_remove_webauthn"),
    path(f"{OWN}koder/", codes, name=securing.CODES),
    path(f"{OWN}koder/nya/", new_codes, name="mfa_generate_recovery_codes"),
    path(f"{OWN}losenord/", change_password, name="account_change_password"),
]
