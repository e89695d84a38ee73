"""Words that nobody should send, for every writer: formulas, markup, signs that are no text, turned directions."""

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "= cmd|'/c calc'!A0", '=HYPERLINK("http://x","y")')
MARKUP = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!-- a comment",
    "]]> & &lt; &amp;lt; &#60;",
    "</w:t></w:r><w:r><w:t>",
    "</title></style><b>bold",
    "[words](javascript:alert(1))",
    "![picture](https://other.example/x.png)",
    "a | b \\| c",
    "# heading",
    "1. list",
    "- list",
    "**strong** _soft_ ~~gone~~ `code`",
    "https://other.example/?a=1&copy=2",
)
NO_TEXT = ("a\x00b", "a\x08b\x1f", "a\x7f\x85b", "a\ud800b", "a\ufffeb", "a\u202eb", "a\u2066b\u2069")
WORDS = (*FORMULAS, *MARKUP, *NO_TEXT)
BAD_ADDRESSES = (
    "javascript:alert(1)",
    " java\nscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "//other.example/x",
    "https://",
    "https://register.example@other.example/",
    "/relative/",
    "#two words",
    "https://other.example/" + "x" * 2_000,
)
