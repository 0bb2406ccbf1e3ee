"""Ordinary words that stand after "password:" or "password is" without being one."""

from __future__ import annotations

from bot.detection.context import words

ORDINARY = words(
    "1password|about|above|accepted|active|admin|already|also|always|anyone|ask|asked|"
    "attached|authentication|authorization|been|being|below|below:|best|better|bitwarden|"
    "blank|bool|broken|bytes|call|calling|can|cannot|cant|case|case-sensitive|change|"
    "changed|char|check|column|coming|complexity|compromised|config|configuration|const|"
    "correct|could|dashlane|database|default|denied|dialog|didn't|different|disabled|dm'd|"
    "dming|does|doesn't|easy|email|emailed|empty|enabled|encrypted|error|errors|everybody|"
    "everyone|expiration|expired|expires|expiring|exposed|failed|failing|failure|false|"
    "field|file|fine|follow|following|follows|forgot|forgotten|form|from|getting|give|given|"
    "going|good|great|hard|hash|hashed|have|help|here|hidden|inactive|incorrect|input|"
    "insecure|into|invalid|isn't|issue|issues|just|keepass|keeper|keychain|lastpass|leaked|"
    "length|link|locked|login|long|longer|manager|masked|maybe|mine|missing|much|must|"
    "needed|never|nobody|none|not|null|nullable|obvious|okay|only|optional|outdated|page|"
    "permanent|ping|please|policies|policy|probably|problem|problems|prompt|protected|"
    "really|recovery|redacted|rejected|remember|reminder|request|requests|required|"
    "requirements|reset|right|rotated|rotation|rules|salted|same|saved|screen|screenshot|"
    "secret|secure|security|send|sending|sensitive|sent|setup|shall|shared|short|shorter|"
    "should|simple|slack|some|someone|something|sometimes|stale|still|stolen|stored|str|"
    "string|strong|stupid|super|support|temp|temporary|terrible|text|than|thank|thanks|that|"
    "their|theirs|them|then|there|these|they|this|those|too|true|type|undefined|unknown|"
    "unless|unlocked|until|update|updated|updates|user|username|users|valid|value|varchar|"
    "vault|very|wasn't|weak|what|whatever|when|where|which|while|will|with|wont|working|"
    "would|wrong|your|yours|"
    "gone|lost|stuck|ready|unsafe|unused|standard|plaintext|silly|dead|dumb|crazy|garbage|nonsense|"
    "trash|known|sticky|somewhere|outside|online|offline|again|tomorrow|today|tonight|late|soon|"
    "back|pretty|weird|funny|nuts|safe|risky|tricky|gross|yesterday|monday|tuesday|wednesday|"
    "base-?64|b64|encoded|decoded|hex|hex-encoded|base-?64-encoded|md5|sha-?1|sha-?256|bcrypt|"
    "thursday|friday|forever|kaput|complete|complex|unset|unlikely|random|basic|static|legacy|"
    "corrupt|mixed|numeric|separate|duplicate|confidential|private|public|visible|anything|nothing|"
    "raise|return|pass|print|throw|everything|gibberish|impossible|absurd|annoying|awkward|perfect|acceptable|inside|upstairs"
)
