"""The Markdown of a letter as blocks and runs, for paper: what people wrote stays data, never typesetting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it.token import Token

Block = dict[str, Any]


def blocks_of(tokens: Sequence[Token]) -> Iterator[Block]:
    """Paragraphs, headings, lists and quotes, in order; the cells of a table one by one."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = _end(tokens, at) if token.nesting == 1 else at
        inner = tokens[at + 1 : end]
        match token.type:
            case "paragraph_open" | "heading_open":
                kind = token.type.removesuffix("_open")
                yield {"kind": kind, "runs": list(_runs(inner[0].children or []))}
            case "bullet_list_open" | "ordered_list_open":
                kind = "list" if token.type.startswith("bullet") else "enum"
                yield {"kind": kind, "items": [list(blocks_of(item)) for item in _items(inner)]}
            case "blockquote_open":
                yield {"kind": "quote", "blocks": list(blocks_of(inner))}
            case "fence" | "code_block" | "html_block":
                yield {"kind": "paragraph", "runs": [{"kind": "text", "text": token.content}]}
            case "table_open":
                yield from (
                    {"kind": "paragraph", "runs": list(_runs(one.children or []))} for one in inner if one.children
                )
            case "hr":
                yield {"kind": "rule"}
        at = end + 1


def _items(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        yield tokens[at + 1 : end]
        at = end + 1


def _end(tokens: Sequence[Token], start: int) -> int:
    depth = 0
    for at in range(start, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return at
    return len(tokens) - 1


def _runs(tokens: Sequence[Token]) -> Iterator[Block]:
    style, address = "text", ""
    for token in tokens:
        match token.type:
            case "strong_open":
                style = "strong"
            case "em_open":
                style = "emph"
            case "link_open":
                address = str(token.attrGet("href") or "")
            case "strong_close" | "em_close":
                style = "text"
            case "link_close":
                address = ""
            case "softbreak" | "hardbreak":
                yield {"kind": "break"}
            case _ if token.content and address:
                yield {"kind": "link", "address": address, "text": token.content}
            case _ if token.content:
                yield {"kind": style, "text": token.content}
