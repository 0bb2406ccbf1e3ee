"""Every form of a key is found, a quarter of one is not, nor a plain form with no service named."""

import pytest
import re2

from bot.detection.detectors.api_key import GATE, detect
from bot.detection.secret_formats import FORMATS
from bot.domain.message import TextPart


def _hex(length):
    return ("a1b2c3d4e5f60789" * 30)[:length]


def _word(length):
    return ("a1B2c3D4e5F6g7H8i9Jk0L" * 30)[:length]


def _capital(length):
    return _word(length).upper()


UUID = f"{_hex(8)}-{_hex(4)}-{_hex(4)}-{_hex(4)}-{_hex(12)}"
# Service, what must be said before, and a made-up value of its form: put together here, so that no
# key lies whole in this file.
KEYS = [
    ("AWS access key", "", "AK" + "IA" + "Q3EGRZ7TLXW5YB2M"),
    ("AWS secret key", "aws_secret_access_key = ", _word(40)),
    ("AWS Bedrock key", "", "ABSK" + _word(110)),
    ("GitHub token", "", "ghp" + "_" + _word(36)),
    ("GitHub token", "", "ghs" + "_" + _word(36)),
    ("GitHub fine-grained token", "", "github" + "_pat_" + _word(22) + "_" + _word(59)),
    ("GitHub client secret", "github client secret ", _hex(40)),
    ("GitLab token", "", "glpat" + "-" + _word(20)),
    ("GitLab token", "", "gloas" + "-" + _word(64)),
    ("GitLab token", "", "glimt" + "-" + _word(25)),
    ("GitLab token", "", "GR134" + "8941" + _word(20)),
    ("Slack token", "", "xoxb" + "-" + "4839201175-5920183746-" + _word(24)),
    ("Slack token", "", "xoxe" + ".xoxp-1-" + _word(80)),
    ("Slack app token", "", "xapp" + "-1-A02B7KQ9LM-5920183746512-" + _hex(64)),
    ("Slack session cookie", "", "xoxd" + "-" + _word(60)),
    ("Slack signing secret", "slack signing secret: ", _hex(32)),
    ("Slack webhook", "", "hooks.slack" + ".com/services/T02AB7KQ9/B05LM2XQ1/" + _word(24)),
    ("Stripe key", "", "sk_" + "live_" + _word(24)),
    ("Stripe key", "", "rk_" + "live_" + _word(24)),
    ("Stripe webhook secret", "", "whsec" + "_" + _word(32)),
    ("Google API key", "", "AI" + "za" + _word(35)),
    ("Google OAuth secret", "", "GOC" + "SPX-" + _word(28)),
    ("Google OAuth token", "", "ya29" + "." + _word(60)),
    ("Google refresh token", "", "1/" + "/0" + _word(60)),
    ("Firebase messaging key", "", "AAAA" + "b1B2c3D:APA91b" + _word(134)),
    ("OpenAI key", "", "sk" + "-proj-" + _word(40)),
    ("OpenAI key", "", "sk-" + _word(20) + "T3Blbk" + "FJ" + _word(20)),
    ("OpenAI-style key", "", "sk" + "-" + _word(48)),
    ("Anthropic key", "", "sk-" + "ant-api03-" + _word(60)),
    ("Hugging Face token", "", "hf" + "_" + _word(34)),
    ("Cohere key", "cohere prod ", _word(40)),
    ("Mistral key", "the mistral key, staging ", _word(32)),
    ("OpenRouter key", "", "sk-or" + "-v1-" + _hex(64)),
    ("NVIDIA key", "", "nvapi" + "-" + _word(64)),
    ("LangSmith key", "", "lsv2" + "_pt_" + _hex(32) + "_" + _hex(10)),
    ("Pinecone key", "", "pcsk" + "_" + _word(5) + "_" + _word(64)),
    ("Weights and Biases key", "wandb login ", _hex(40)),
    ("ElevenLabs key", "", "sk" + "_" + _hex(48)),
    ("Perplexity key", "", "pplx" + "-" + _word(48)),
    ("Groq key", "", "gsk" + "_" + _word(52)),
    ("xAI key", "", "xai" + "-" + _word(80)),
    ("Replicate token", "", "r8" + "_" + _word(37)),
    ("Twilio key", "", "S" + "K" + _hex(32)),
    ("Twilio auth token", "twilio auth ", _hex(32)),
    ("SendGrid key", "", "SG" + "." + _word(22) + "." + _word(43)),
    ("Mailgun key", "", "key" + "-" + _hex(32)),
    ("Mailgun key", "mailgun ", _hex(32) + "-" + _hex(8) + "-" + _hex(8)),
    ("Mailchimp key", "", _hex(32) + "-us" + "14"),
    ("Mandrill key", "mandrill ", "md" + "-" + _word(22)),
    ("Postmark token", "postmark ", UUID),
    ("Brevo key", "", "xkeysib" + "-" + _hex(64) + "-" + _word(16)),
    ("Resend key", "", "re" + "_" + _word(8) + "_" + _word(24)),
    ("npm token", "", "npm" + "_" + _word(36)),
    ("PyPI token", "", "pypi-" + "AgE" + _word(80)),
    ("RubyGems key", "", "rubygems" + "_" + _hex(48)),
    ("crates.io token", "", "ci" + "o" + _word(32)),
    ("NuGet key", "", "oy" + "2" + _hex(43)),
    ("Clojars token", "", "CLOJARS" + "_" + _hex(60)),
    ("Docker Hub token", "", "dckr" + "_pat_" + _word(27)),
    ("JFrog key", "", "AKC" + "p" + _word(69)),
    ("JFrog key", "", "cmVm" + "dGtuO" + _word(55)),
    ("Octopus Deploy key", "", "API" + "-" + _capital(26)),
    ("DigitalOcean token", "", "dop" + "_v1_" + _hex(64)),
    ("DigitalOcean Spaces key", "", "DO" + "00" + _capital(16)),
    ("Heroku key", "", "HRKU" + "-" + _word(60)),
    ("Heroku key", "heroku api key ", UUID),
    ("Linode token", "linode ", _hex(64)),
    ("Vercel token", "", "vcp" + "_" + _word(56)),
    ("Vercel token", "vercel token in CI ", _word(24)),
    ("Netlify token", "", "nfp" + "_" + _word(40)),
    ("Netlify token", "netlify token in CI ", _word(43)),
    ("Fly.io token", "", "fo1" + "_" + _word(43)),
    ("Fly.io token", "", "fm2" + "_" + _word(120)),
    ("Cloudflare origin key", "", "v1" + ".0-" + _hex(24) + "-" + _hex(146)),
    ("Cloudflare token", "", "cfut" + "_" + _word(48)),
    ("Cloudflare token", "cloudflare global key ", _hex(37)),
    ("Fastly token", "fastly token in CI ", _word(32)),
    ("Supabase token", "", "sbp" + "_" + _hex(40)),
    ("PlanetScale token", "", "pscale" + "_tkn_" + _word(43)),
    ("MongoDB Atlas secret", "", "mdb" + "_sa_sk_" + _word(40)),
    ("MongoDB Atlas key", "atlas private key ", UUID),
    ("Databricks token", "", "da" + "pi" + _hex(32)),
    ("Databricks secret", "", "do" + "se" + _hex(32)),
    ("Confluent secret", "confluent api secret, prod ", _word(64)),
    ("ClickHouse Cloud secret", "", "4b" + "1d" + _word(38)),
    ("Aiven token", "", "AVNS" + "_" + _word(20)),
    ("Elastic key", "", "essu" + "_" + _word(60)),
    ("Shopify token", "", "shpat" + "_" + _hex(32)),
    ("Square token", "", "sq0" + "atp-" + _word(22)),
    ("PayPal token", "", "access_" + "token$production$" + _hex(16) + "$" + _hex(32)),
    ("PayPal client secret", "paypal ", "E" + _word(79)),
    ("Braintree private key", "braintree private ", _hex(32)),
    ("Plaid access token", "", "access" + "-production-" + UUID),
    ("Plaid secret", "plaid prod secret ", _hex(30)),
    ("Adyen key", "", "AQ" + "E" + _word(80) + "-" + _word(40) + "-" + _word(16)),
    ("Razorpay secret", "razorpay live secret ", _word(24)),
    ("EasyPost key", "", "EZ" + "AK" + _word(54)),
    ("Shippo token", "", "shippo" + "_live_" + _hex(40)),
    ("Duffel token", "", "duffel" + "_live_" + _word(43)),
    ("Telegram bot token", "", "1234509876" + ":AA" + _word(33)),
    ("Discord bot token", "", "MT" + "A" + _word(23) + "." + _word(6) + "." + _word(38)),
    ("Discord webhook", "", "discord" + ".com/api/webhooks/48392011755920183/" + _word(68)),
    (
        "Teams webhook",
        "",
        f"corp.webhook.office{'.com'}/webhookb2/{UUID}@{UUID}/IncomingWebhook/{_hex(32)}/{UUID}",
    ),
    ("Zapier webhook", "", "hooks.zapier" + ".com/hooks/catch/4839201/" + _word(7)),
    ("Datadog key", "datadog prod ", _hex(32)),
    ("New Relic key", "", "NRAK" + "-" + _capital(27)),
    ("New Relic key", "", "NRIQ" + "-" + _word(32)),
    ("New Relic licence key", "", _hex(36) + "NR" + "AL"),
    ("Sentry token", "", "sntryu" + "_" + _hex(64)),
    ("Sentry token", "sentry token in CI ", _hex(64)),
    ("Grafana token", "", "glsa" + "_" + _word(32) + "_" + _hex(8)),
    ("Grafana key", "", "eyJr" + "Ijoi" + _word(70)),
    ("PagerDuty key", "pagerduty key, prod ", _word(20)),
    ("Opsgenie key", "opsgenie key ", UUID),
    ("Splunk HEC token", "splunk hec ", UUID),
    ("Dynatrace token", "", "dt0" + "c01." + _capital(24) + "." + _capital(64)),
    ("Honeycomb key", "", "hca" + "ik_" + _hex(58)),
    ("Okta token", "", "SS" + "WS 00" + _word(40)),
    ("Okta token", "okta prod ", "00" + _word(40)),
    ("Auth0 client secret", "auth0 app, its secret ", _word(64)),
    ("OneLogin secret", "onelogin client, prod ", _hex(64)),
    ("Duo secret key", "duo skey ", _word(40)),
    ("HubSpot token", "", "pat" + "-na1-" + UUID),
    ("HubSpot key", "hubspot key ", UUID),
    ("Salesforce token", "", "00D" + _word(12) + "!" + _word(96)),
    ("Zendesk token", "zendesk token, prod ", _word(40)),
    ("Intercom token", "", "dG9" + "rO" + _word(54) + "="),
    ("Airtable token", "", "pa" + "t" + _word(14) + "." + _hex(64)),
    ("Airtable key", "airtable ", "key" + _word(14)),
    ("Linear key", "", "lin" + "_api_" + _word(40)),
    ("Linear secret", "", "lin" + "_oauth_" + _word(48)),
    ("Notion token", "", "ntn" + "_" + _word(46)),
    ("Atlassian token", "", "ATA" + "TT3" + _word(180)),
    ("Atlassian token", "jira token, mine ", _word(20) + _hex(4)),
    ("Bitbucket token", "", "AT" + "BB" + _word(28)),
    ("Trello token", "", "AT" + "TA" + _hex(64) + _capital(8).replace("G", "A")),
    ("Asana token", "asana ", "1" + "/1208779539612523:" + _hex(32)),
    ("ClickUp token", "", "p" + "k_4839201_" + _capital(32)),
    ("Klaviyo key", "klaviyo ", "p" + "k_" + _hex(34)),
    ("Zoho token", "", "10" + "00." + _hex(32) + "." + _hex(32)),
    ("Smartsheet token", "smartsheet ", _word(37)),
    ("Figma token", "", "figd" + "_" + _word(43)),
    ("Figma token", "", "figu" + "_" + _word(43)),
    ("Postman key", "", "PMAK" + "-" + _hex(24) + "-" + _hex(34)),
    ("Facebook token", "", "EA" + "A" + _word(150)),
    ("Facebook secret", "facebook app secret ", _hex(32)),
    ("Twitter token", "bearer ", "A" * 20 + _word(80)),
    ("Twitter token", "twitter api secret, prod ", _word(50)),
    ("LinkedIn secret", "", "WPL" + "_AP1." + _word(16) + "." + _word(6) + "=="),
    ("LinkedIn secret", "linkedin secret, prod ", _word(16)),
    ("Mapbox secret token", "", "sk" + ".eyJ1" + _word(70) + "." + _word(22)),
    ("Algolia key", "algolia admin ", _hex(32)),
    ("Segment token", "", "sgp" + "_" + _word(64)),
    ("Segment key", "segment write key, prod ", _word(32)),
    ("LaunchDarkly key", "", "sdk" + "-" + UUID),
    ("Contentful token", "", "CFPAT" + "-" + _word(43)),
    ("Contentful token", "contentful delivery token, prod ", _word(43)),
    ("Typeform token", "", "tfp" + "_" + _word(59)),
    ("Dropbox token", "", "sl" + ".u." + _word(140)),
    ("Dropbox secret", "dropbox secret ", _hex(15)),
    ("Box token", "box developer token, mine ", _word(32)),
    ("Doppler token", "", "dp" + ".pt." + _word(43)),
    ("1Password service token", "", "ops" + "_eyJ" + _word(200)),
    ("1Password secret key", "", "A3" + f"-{_capital(6)}-{_capital(6)}" + f"-{_capital(5)}" * 4),
    (
        "Bitwarden access token",
        "bitwarden ",
        "0" + f".{UUID}.{_word(30)}:" + _word(22) + "==",
    ),
    ("ngrok token", "ngrok ", _word(27) + "_" + "6" + _word(20)),
    ("Tailscale key", "", "tskey" + "-auth-" + _word(16) + "-" + _word(32)),
    ("SonarQube token", "", "squ" + "_" + _hex(40)),
    ("SonarQube token", "sonar token, prod ", _hex(40)),
    ("CircleCI token", "", "CCI" + "PAT_" + _word(22) + "_" + _hex(40)),
    ("CircleCI token", "circleci token, mine ", _hex(40)),
    ("Buildkite token", "", "bkua" + "_" + _hex(40)),
    ("Jenkins token", "jenkins ", "11" + _hex(32)),
    ("Travis CI token", "travis token, mine ", _word(22)),
    ("Snyk token", "snyk token ", UUID),
    ("Codecov token", "codecov token ", UUID),
    ("OpenShift token", "", "sha256" + "~" + _word(43)),
    ("HashiCorp Vault token", "", "hvs" + "." + _word(90)),
    ("HashiCorp Vault token", "vault root ", "s" + "." + _word(24)),
    ("HashiCorp Vault unseal key", "unseal 1 of 3: ", _word(43) + "="),
    ("Terraform Cloud token", "", _word(14) + ".atlas" + "v1." + _word(67)),
    ("Pulumi token", "", "pul" + "-" + _hex(40)),
    ("Azure storage key", "azure storage ", _word(86) + "=="),
    ("Azure client secret", "", _word(3) + "8" + "Q~" + _word(34)),
    ("Azure shared access signature", "", "?si" + "g=" + _word(43) + "%3D"),
    ("Azure shared access signature", "the sas has ", "si" + "g=" + _word(40)),
    ("Azure key with Microsoft's mark", "", _word(76) + "ACD" + "b" + _word(5) + "A=="),
    ("Azure key with Microsoft's mark", "", _word(33) + "+AE" + "h" + "A" + _word(5) + "="),
    ("Azure key with Microsoft's mark", "", _word(52) + "JQQ" + "J99BA" + _word(24)),
    ("Azure DevOps token", "", _word(76) + "AZ" + "DO" + _word(4)),
    ("Azure DevOps token", "ado pat ", ("a2b3c4d5" * 7)[:52]),
    ("Azure shared access key", "event hub, primary ", _word(43) + "="),
    ("Azure cognitive or OpenAI key", "azure openai key, prod ", _hex(32)),
    ("Alibaba Cloud key", "", "LT" + "AI" + _word(20)),
    ("Tencent Cloud key", "", "AK" + "ID" + _word(32)),
    ("IBM Cloud key", "ibm cloud api key, prod ", _word(44)),
    ("Adobe client secret", "", "p8" + "e-" + _word(32)),
    ("Meraki key", "meraki dashboard key, mine ", _hex(40)),
    ("SAM.gov key", "", "SA" + "M-" + UUID),
    ("api.data.gov key", "data.gov key, mine ", _word(40)),
    ("PostHog key", "", "ph" + "x_" + _word(43)),
    ("ReadMe key", "", "rd" + "me_" + _hex(70)),
    ("Prefect key", "", "pn" + "u_" + _word(36)),
    ("MaxMind key", "", _word(6) + "_" + _word(29) + "_m" + "mk"),
    ("Frame.io token", "", "fio" + "-u-" + _word(64)),
    ("BitLocker recovery key", "bitlocker ", "-".join(["482913", "117260"] * 4)),
    ("JSON web token", "", "ey" + "J" + _word(20) + ".eyJ" + _word(40) + "." + _word(43)),
]
IDS = [f"{service}, {number}" for number, (service, _, _) in enumerate(KEYS)]
PLAIN = [key for key in KEYS if key[1]]


@pytest.mark.parametrize(("service", "before", "value"), KEYS, ids=IDS)
def test_a_key_is_found_by_its_form(service, before, value):
    found = list(detect(TextPart("body", f"{before}{value} ok")))

    assert [(one.start, one.end) for one in found] == [(len(before), len(before) + len(value))]
    assert service in {one.because.removeprefix("the form of a ") for one in found}


@pytest.mark.parametrize(("service", "before", "value"), KEYS, ids=IDS)
def test_a_quarter_of_a_key_is_none(service, before, value):
    found = {one.because for one in detect(TextPart("body", before + value[: len(value) // 4]))}

    assert f"the form of a {service}" not in found


@pytest.mark.parametrize(("service", "before", "value"), PLAIN)
def test_a_plain_form_needs_its_service_named(service, before, value):
    found = {one.because for one in detect(TextPart("body", f"it is {value} ok"))}

    assert f"the form of a {service}" not in found or service == "Azure storage key"


def test_every_form_has_an_example():
    assert {known.service for known in FORMATS} == {service for service, _, _ in KEYS}


def test_every_form_names_its_source():
    assert [known.service for known in FORMATS if not known.source] == []


@pytest.mark.parametrize(("service", "before", "value"), KEYS, ids=IDS)
def test_the_gate_opens_for_a_key_alone(service, before, value):
    assert re2.search(GATE, value), f"{service} is shorter than the gate"
