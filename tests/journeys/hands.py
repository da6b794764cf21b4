"""How a person uses a page: with a finger or a mouse, or with the keyboard alone."""

from typing import Any


class Pointer:
    """Taps what it sees."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def press(self, target: Any) -> None:
        """Press what leads to another page, and wait until that page is there."""
        with self.page.expect_navigation():
            target.click()

    def choose(self, target: Any) -> None:
        """A radio button or a checkbox, by its label, as people do."""
        self.page.locator(f"label[for='{target.get_attribute('id')}']").first.click()

    def write(self, target: Any, text: str) -> None:
        target.fill(text)


class Keyboard(Pointer):
    """Never touches anything: reaches each control by Tab, then uses the keys that the control answers to."""

    STEPS = 150

    def press(self, target: Any) -> None:
        self._reach(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def choose(self, target: Any) -> None:
        """Tab enters a group of radio buttons at its first or its chosen one; arrows move within it."""
        name, kind = target.get_attribute("name"), target.get_attribute("type")
        if kind == "checkbox":
            self._reach(target)
            self.page.keyboard.press("Space")
            return
        group = f"input[type=radio][name='{name}']"
        self._tab_until(lambda: self.page.evaluate(f'document.activeElement.matches("{group}")'))
        if not self.page.evaluate("document.activeElement.checked"):
            self.page.keyboard.press("Space")
        for _ in range(self.page.locator(group).count()):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        assert target.is_checked(), name

    def write(self, target: Any, text: str) -> None:
        self._reach(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def _reach(self, target: Any) -> None:
        handle = target.element_handle()
        self._tab_until(lambda: handle.evaluate("element => element === document.activeElement"))

    def _tab_until(self, arrived: Any) -> None:
        for _ in range(self.STEPS):
            if arrived():
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"not reached by Tab within {self.STEPS} steps: {self.page.url}")
