"""Drupal 7 and later: node pages and views."""

from typing import ClassVar

from scraper.fields.select import FirstOf, Select
from scraper.pages.base import ArticlePage
from scraper.pages.listing import ListingPage
from scraper.pages.part import Area

PLATFORM = "drupal"


class DrupalArticlePage(ArticlePage):
    PLATFORM: ClassVar[str] = PLATFORM

    AREA: ClassVar[Area | None] = Area(
        (b'<div id="node-', b'<article id="node-', b'<div id="block-system-main"')
    )
    # The body names the kind of page: "page-node" (7), "path-node" (8 and later), "front" for the home.
    _PAGE = (
        "/html/body[contains(@class, 'page-node') or contains(@class, 'path-node')]"
        "[not(contains(concat(' ', @class, ' '), ' front '))]/descendant::"
    )
    # Panels of 7 print the fields of a node without an element around them.
    LAYOUT = FirstOf(
        f"{_PAGE}*[self::div[starts-with(@id, 'node-')] or self::article[contains(@class, 'node')]][1]"
        "[not(contains(@class, 'teaser'))]"
        "[.//*[contains(@class, 'field-item') or contains(@class, 'field--type-text')]]",
        f"{_PAGE}div[@id='block-system-main'][count(.//*[contains(@class, 'field-name-body')]) = 1]",
    )
    TITLE = FirstOf(
        "id('page-title')",
        "(//h1[contains(@class, 'title') or contains(@class, 'page-header')])[1]",
        "(//h1)[1]",
        "(.//*[contains(@class, 'field--name-title')])[1]",
    )
    # "Submitted by Ban biên tập on 18 October 2019": the account, not the writer.
    PUBLISHED = Select(
        ".//*[contains(@class, 'submitted') or contains(@class, 'node__meta') or contains(@class, 'date-display')"
        " or contains(@class, 'field--name-created') or contains(@class, 'node-created') or contains(@class, 'post-date')]"
    )
    # A summary is a field of text as well; where there is a body, nothing else is.
    BODY = FirstOf(
        ".//*[contains(@class, 'field-name-body') or contains(@class, 'field--name-body')]",
        ".//*[contains(@class, 'field-type-text') or contains(@class, 'field--type-text')]"
        "[not(ancestor::*[contains(@class, 'field-type-text')])]",
    )
    # Fields that Vietnamese sites add; 7 writes "field-name-…", later ones "field--name-…".
    LEAD = Select(
        ".//*[contains(@class, 'name-field-tom-tat') or contains(@class, 'name-field-tomtat') or contains(@class, 'name-field-sapo')]"
    )
    BYLINE = Select(
        ".//*[contains(@class, 'name-field-tac-gia') or contains(@class, 'name-field-tacgia') or contains(@class, 'name-field-author')]"
        "/descendant-or-self::*[contains(@class, 'field-item') or contains(@class, 'field__item')]"
    )
    SOURCE = Select(
        ".//*[contains(@class, 'name-field-nguon') or contains(@class, 'name-field-source')]"
        "/descendant-or-self::*[contains(@class, 'field-item') or contains(@class, 'field__item')]"
    )
    SECTION = Select("(//div | //nav | //ol)[contains(@class, 'breadcrumb')]//a")
    ATTACHMENTS = Select(".//span[@class='file']//a | .//*[contains(@class, 'field-type-file')]//a")


class DrupalListingPage(ListingPage):
    PLATFORM: ClassVar[str] = PLATFORM

    LAYOUT = Select("//div[contains(@class, 'view-content')]//*[contains(@class, 'views-row')]")
    ROW = Select(
        "//*[self::div or self::li or self::tr][contains(concat(' ', @class, ' '), ' views-row ')]"
        "[not(ancestor::*[starts-with(@id, 'block-views') or contains(@class, 'sidebar')])]"
    )
    LINK = Select(
        ".//*[contains(@class, 'title') or contains(@class, 'tieude') or self::h2 or self::h3]//a[@href] | .//a[@href]"
    )
    SUMMARY = Select(
        ".//*[contains(@class, 'views-field-body') or contains(@class, 'tomtat') or contains(@class, 'summary')]"
    )
    PUBLISHED = Select(
        ".//*[contains(@class, 'created') or contains(@class, 'date') or contains(@class, 'ngay')]"
    )
    NEXT = Select("//ul[contains(@class, 'pager')]//a[contains(@href, 'page=')]")
