"""The digest as plain text and as HTML: the two parts of one e-mail."""

from jinja2 import Environment, StrictUndefined

from trichnguon.digest import Digest

_EMPTY = "Không có."
_HTML = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(
    """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>{{ digest.subject }}</title></head>
<body style="font: 16px/1.5 system-ui, sans-serif; color: #222; max-width: 42rem; margin: 0 auto; padding: 1rem">
{% for section in digest.sections %}
<h2 style="font-size: 1.1rem; margin: 1.25rem 0 0.25rem">{{ section.title }}</h2>
{% if section.items %}
<ul style="padding-left: 1.25rem; margin: 0">
{% for item in section.items %}
<li style="margin: 0.25rem 0">{% if item.url %}<a href="{{ item.url }}">{{ item.text }}</a>{% else %}{{ item.text }}{% endif %}</li>
{% endfor %}
</ul>
{% else %}
<p style="margin: 0">{{ empty }}</p>
{% endif %}
{% endfor %}
<p style="margin-top: 1.5rem"><a href="{{ digest.desk_url }}">Mở bàn biên tập</a></p>
</body></html>
"""
)


def to_text(digest: Digest) -> str:
    blocks = [
        "\n".join(
            [section.title.upper(), *(f"- {item.text}" for item in section.items)]
            if section.items
            else [section.title.upper(), _EMPTY]
        )
        for section in digest.sections
    ]
    return "\n\n".join([*blocks, f"Bàn biên tập: {digest.desk_url}"]) + "\n"


def to_html(digest: Digest) -> str:
    return _HTML.render(digest=digest, empty=_EMPTY)
