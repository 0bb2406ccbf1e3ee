"""Words that stand where a user name would without being one, and names that everybody has."""

from __future__ import annotations

_SHARED = "admin administrator guest oper operator root service support sysadmin test "
_ORDINARY = (
    "and or but required invalid missing wrong incorrect empty blank not the your my his her "
    "their same a an already taken unique optional case email disabled locked expired working "
    "broken down failing failed for in on to is was here there below above attached correct "
    "different unknown please see use first last can can't cant will what who need needs ask "
    "enter type via sso everyone everybody lastname firstname first.last anyone someone page form "
    "screen field story guide prompt name manual group box button input profile issue issues b64 "
    "base64 encoded hex user users gid pass password passwd passcode pw pwd sudo mon tue wed thu "
    "fri sat sun it its it's that this these those one has have had with without by from of as at "
    "if when so then just still only also slow info details account accounts acct username login "
    "logins creds credentials portal laptop server wifi wi-fi vpn mailbox router switch default "
    "temp old new me him them us you yourself mine yours reset resets change changed manager "
    "service database db token key id pin code role roles team set setup site app ldap okta "
    "windows google github prod staging local domain host keeps says forgot up out into now again "
    "both any some all no none called named shared personal work company another other every each "
    "must should would basic plain simple strong weak long short whatever anything something "
    "trying using getting "
)

# They say something only with a password behind.
SHARED = frozenset(_SHARED.split())
ORDINARY = frozenset(_ORDINARY.split())
