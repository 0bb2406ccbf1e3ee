"""Graph's policyViolation: who may set it on what, and which values it may have."""

from tests.standins.teams_people import BOT_ID, TENANT
from tests.standins.teams_wire import Refused

# As the service's schema names them; it takes them with a small or a capital first letter.
DLP_ACTIONS = ("none", "notifySender", "blockAccess", "blockAccessExternal")
VERDICTS = (
    "none",
    "allowFalsePositiveOverride",
    "allowOverrideWithoutJustification",
    "allowOverrideWithJustification",
)
USER_ACTIONS = ("none", "override", "reportFalsePositive")
_FIELDS = {"dlpAction", "justificationText", "policyTip", "userAction", "verdictDetails"}
_TIP = {"generalText": str, "complianceUrl": str, "matchedConditionDescriptions": list}


def judge(call, message):
    """Mark a message as a violation, or say why that cannot be."""
    wanted = _wanted(call.body)
    _check_sender(call.world, message)
    kept = {
        "dlpAction": _flags("dlpAction", wanted.get("dlpAction", "none"), DLP_ACTIONS),
        "verdictDetails": _verdict(wanted.get("verdictDetails", "none")),
        "userAction": _flags("userAction", wanted.get("userAction", "none"), USER_ACTIONS),
        "justificationText": wanted.get("justificationText"),
        "policyTip": _tip(wanted.get("policyTip")),
    }
    message.violation = kept
    call.world.keep(message)
    return 200, None


def _wanted(body):
    if not isinstance(body, dict) or not isinstance(body.get("policyViolation"), dict):
        raise Refused(400, "BadRequest", "A policyViolation is required.")
    if set(body) - {"policyViolation", "@odata.type"}:
        message = "Only policyViolation can be updated in application context."
        raise Refused(403, "Forbidden", message)
    wanted = {name: told for name, told in body["policyViolation"].items() if name[0] != "@"}
    if unknown := set(wanted) - _FIELDS:
        message = f"The property '{min(unknown)}' does not exist on chatMessagePolicyViolation."
        raise Refused(400, "BadRequest", message)
    return wanted


def _check_sender(world, message):
    sender = world.people.get(message.author)
    if message.author == BOT_ID or sender is None or message.deleted:
        raise Refused(400, "BadRequest", "The message cannot be marked.")
    if sender.tenant != TENANT:
        text = "Only the tenant of the sender can mark the message: federation is not supported."
        raise Refused(400, "BadRequest", text)
    if sender.role == "guest":
        return  # guests need no licence
    if not (world.is_licensed and sender.is_licensed):
        code = "PaymentRequired" if world.licence_refusal == 402 else "Forbidden"
        text = "A license with the Microsoft Communications DLP service plan is required."
        raise Refused(world.licence_refusal, code, text)


def _verdict(told):
    verdict = _flags("verdictDetails", told, VERDICTS)
    if {"allowOverrideWithJustification", "allowOverrideWithoutJustification"} <= set(
        verdict.split(",")
    ):
        raise Refused(400, "BadRequest", "Two ways to override exclude each other.")
    return verdict


def _flags(name, told, known):
    if not isinstance(told, str):
        raise Refused(400, "BadRequest", f"The value of {name} is no enumeration.")
    flags = [_lowered(flag.strip()) for flag in told.split(",")]
    if any(flag not in known for flag in flags):
        raise Refused(400, "BadRequest", f"The value of {name} is not in its enumeration.")
    return ",".join(flags)


def _lowered(flag):
    return flag[:1].lower() + flag[1:]


def _tip(tip):
    if tip is None:
        return None
    if not isinstance(tip, dict):
        raise Refused(400, "BadRequest", "policyTip is no object.")
    for name, told in tip.items():
        if name[0] != "@" and not isinstance(told, _TIP.get(name, ())):
            raise Refused(400, "BadRequest", f"policyTip has no such property: '{name}'.")
    return tip
