"""The text of Teams' HTML, as a reader sees it."""

import pytest

from bot.teams.rich_text import Page, read_html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("plain", "plain"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<p>5<b>3</b>6-<span>22</span>-8765</p>", "536-22-8765"),
        ("536&#45;22&#x2d;8765 &amp; &lt;more&gt;", "536-22-8765 & <more>"),
        ("a&nbsp;b", "a b"),
        ("one\n   two", "one    two"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc"),
        (
            '<codeblock class="Python"><code>a = 1<br>b = 2</code></codeblock>',
            "a = 1\nb = 2",
        ),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("<blockquote><p>quoted</p></blockquote><p>answer</p>", "quoted\nanswer"),
        ("<p>see <a href='https://x.example/a'>this</a></p>", "see this (https://x.example/a)"),
        ("<a href='https://x.example/'>https://x.example</a>", "https://x.example"),
        ("<a href='mailto:a@x.example'>a@x.example</a>", "a@x.example"),
        ("<p>hi <img itemtype='http://schema.skype.com/Emoji' alt='🙂' src='x'></p>", "hi 🙂"),
        ("<style>p {}</style><script>x()</script><p>seen</p>", "seen"),
        ("<p>torn <b>open", "torn open"),
        ("</p></b>closed twice", "closed twice"),
        ("<at id='0'>Ada Adams</at> look", "Ada Adams look"),
        ("<head>a<title>b</title><template>c</template>", "abc"),
        ("a<style>b", "ab"),
        ("<a href='https://x.example/s'>never closed", "never closed (https://x.example/s)"),
        ("<a href='https://x.example/s'>one<a>two</a>", "one (https://x.example/s)two"),
        ("5<emoji id='1' alt='3️⃣' title='x'></emoji>6", "53️⃣6"),
        ("<p>see<img alt='our list' src='https://x.example/1'></p>", "see (our list)"),
        ("<p>see<img alt='image' src='https://x.example/1'></p>", "see"),
        ("<p hidden>a</p><span style='font-size:0'>b</span>", "a\nb"),
    ],
    ids=[
        "empty",
        "plain",
        "paragraphs",
        "breaks",
        "in pieces",
        "entities",
        "hard blank",
        "source line break",
        "list",
        "table",
        "code block",
        "preformatted",
        "quotation",
        "link",
        "link that shows itself",
        "mail link",
        "emoji",
        "unseen",
        "torn",
        "closed twice",
        "mention",
        "what browsers do not hide",
        "style without an end",
        "link without an end",
        "link in a link",
        "emoji of Graph's",
        "picture that is described",
        "picture that is not",
        "hidden from the eye",
    ],
)
def test_text(html, text):
    assert read_html(html).text == text


def test_pictures_and_attachments_are_named_and_emoji_are_neither():
    html = (
        "<p>see<img src='https://x.example/1'><img itemtype='x/Emoji' src='e' alt=':)'>"
        "<img itemtype='x/Giphy' src='https://g.example/1'></p>"
        "<attachment id='a1'></attachment><attachment></attachment>"
    )

    assert read_html(html) == Page("see:)", ("https://x.example/1",), ("a1",))


def test_a_megabyte_of_open_tags_is_read_in_no_time():
    assert read_html("<p>" * 300_000 + "x").text == "x"
