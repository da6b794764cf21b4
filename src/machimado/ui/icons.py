"""Our own line icons, drawn on a 24 × 24 grid. `.lit` marks the pane that is lit."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_SHAPES: dict[str, str] = {
    "home": '<path d="M3.5 11 12 4l8.5 7M6 9.5V20h12V9.5"/><path class="lit" d="M10 13h4v4h-4z"/><path d="M10 13h4v4h-4z"/>',
    "form": '<path d="M6 3.5h9l3.5 3.5v13.5h-12.5zM14.5 3.5v4h4M9 12h6.5M9 16h6.5"/>',
    "bell": '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6"/>',
    "family": '<circle cx="8" cy="7" r="3"/><circle cx="17" cy="10" r="2.3"/><path d="M2.5 20c.3-4.5 2.5-7 5.5-7s5 2 5.5 5M13 20c.2-3.5 1.7-5.5 4-5.5s4 2 4.3 5.5"/>',
    "baby": '<circle cx="12" cy="12" r="8.5"/><path d="M12 3.5c1.7 1 1.7 3-.2 3.3M8.5 12h.01M15.5 12h.01M9 15.5c1.7 1.5 4.3 1.5 6 0"/>',
    "child": '<circle cx="12" cy="6.5" r="3"/><path d="M6 12.5c4 1.5 8 1.5 12 0M9.5 13l-.5 7.5M14.5 13l.5 7.5"/>',
    "move": '<path d="M3 8h11v9H3zM14 11h4l3 3v3h-7z"/><circle cx="7.5" cy="18" r="2"/><circle cx="17" cy="18" r="2"/>',
    "rings": '<circle cx="9" cy="14" r="5.5"/><circle cx="15" cy="14" r="5.5"/><path d="m7.5 5 1.5-2h2l1.5 2L10 7.5z"/>',
    "flower": '<circle cx="12" cy="8.5" r="2"/><path d="M12 6.5c-1-3 1-3.5 1-3.5M14 8.5c3-1 3.5 1 3.5 1M12 10.5V21M10 8.5c-3-1-3.5 1-3.5 1M12 17c-3 0-4.5-1.5-5-4M12 19c3 0 4.5-1.5 5-4"/>',
    "health": '<path d="M12 20.5C5 15.5 3 12 3 8.8a4.6 4.6 0 0 1 9-1.3 4.6 4.6 0 0 1 9 1.3c0 3.2-2 6.7-9 11.7zM12 10v5M9.5 12.5h5"/>',
    "care": '<circle cx="9" cy="5" r="2.3"/><path d="M9 8.5v6h5l3.5 5M9 11h4M6.5 12a5 5 0 1 0 6 7"/>',
    "work": '<path d="M3.5 8h17v11.5h-17zM9 8V5h6v3M3.5 13h17"/>',
    "house": '<path d="M4 20.5v-11L12 4l8 5.5v11zM9.5 20.5v-6h5v6"/>',
    "alert": '<path d="M12 4 2.5 20.5h19zM12 10v5M12 17.7v.1"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.1"/>',
    "success": '<circle cx="12" cy="12" r="9"/><path d="m7.5 12.5 3 3 6-7"/>',
    "warning": '<path d="M12 4 2.5 20.5h19zM12 10v5M12 17.7v.1"/>',
    "error": '<circle cx="12" cy="12" r="9"/><path d="M12 7v6.5M12 16.5v.1"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "calendar": '<path d="M4 6h16v14.5H4zM4 10.5h16M8 3.5V8M16 3.5V8"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2.5"/>',
    "right": '<path d="m9 5 7 7-7 7"/>',
    "left": '<path d="m15 5-7 7 7 7"/>',
    "down": '<path d="m5 9 7 7 7-7"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "download": '<path d="M12 4v11M7 11l5 5 5-5M4.5 20h15"/>',
    "upload": '<path d="M12 16V5M7 9l5-5 5 5M4.5 20h15"/>',
    "file": '<path d="M6 3.5h8l4.5 4.5v12.5H6zM13.5 3.5V8.5h5"/>',
    "eye": '<path d="M2.5 12C5 7.5 8.2 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.7 6.5-9.5 6.5S5 16.5 2.5 12z"/><circle cx="12" cy="12" r="3"/>',
    "lock": '<path d="M5 10.5h14V21H5zM8 10.5V7.5a4 4 0 0 1 8 0v3M12 14.5v3"/>',
    "key": '<circle cx="7.5" cy="15.5" r="4"/><path d="m10.5 12.5 9-9M16 7l3 3M13.5 9.5l2 2"/>',
    "seal": '<path d="M12 3.5 19.5 7v5c0 4.5-3 7.5-7.5 9-4.5-1.5-7.5-4.5-7.5-9V7z"/><path d="m8.5 12 2.5 2.5 4.5-5"/>',
    "letter": '<path d="M3 6h18v13H3zM3 7l9 7 9-7"/>',
    "phone": '<path d="M7 3.5 9.5 8 7.5 10c1.2 2.8 3.5 5.2 6.5 6.5l2-2 4.5 2.5c0 2-1.5 3.5-3.5 3.5C9.5 20 4 14 3.5 7c0-2 1.5-3.5 3.5-3.5z"/>',
    "chat": '<path d="M4 5h16v11h-8l-4.5 4V16H4z"/>',
    "chart": '<path d="M4 4v16h16M8 16v-4M12.5 16V8M17 16v-6"/>',
    "desk": '<path d="M3 10h18M5 10v10M19 10v10M12 10v5h7M8 10V5h8v5"/>',
    "stamp": '<path d="M9.5 4h5v4l-1.5 5h5v3.5H6V13h5L9.5 8zM6 20h12"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6.5H7z"/>',
    "gear": '<circle cx="12" cy="12" r="3"/><path d="M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M5.6 18.4l2.1-2.1M16.3 7.7l2.1-2.1"/>',
    "flag": '<path d="M6 21V4h12l-2.5 4L18 12H6"/>',
    "leaf": '<path d="M5 19c0-9 5-14 15-14 0 10-5 15-13 14M5 21c1-5 4-8.5 8-10.5"/>',
    "book": '<path d="M12 6.5C9.5 4.5 6.5 4 3.5 4.5v14c3-.5 6 0 8.5 2 2.5-2 5.5-2.5 8.5-2v-14c-3-.5-6 0-8.5 2zM12 6.5v14"/>',
    "out": '<path d="M14 4h6v6M20 4l-9 9M18 14v6H4V6h6"/>',
    "language": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18"/>',
    "wifi-off": '<path d="M3 3l18 18M5 12.5a10 10 0 0 1 4-2.5M2 9a15 15 0 0 1 4.5-2.8M19 12.5a10 10 0 0 0-5-2.9M22 9A15 15 0 0 0 10.5 5M8.5 16a5 5 0 0 1 7 0M12 19.5v.1"/>',
}


def names() -> list[str]:
    return sorted(_SHAPES)


def svg(name: str) -> SafeString:
    """An icon for the eye only: words always stand beside it."""
    return format_html(
        '<svg class="md-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(_SHAPES[name]),  # noqa: S308 - our own drawings
    )
