"""Filling in forms of the desk as a browser does: everything that stands in them is sent back."""

from html.parser import HTMLParser

SEVERAL = {"mechanism", "role", "themes", "initiatives", "bodies", "conflict"}


class _Fields(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.inside, self.area, self.select = [], False, None, None

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        if tag == "form":
            self.inside = "editor" in (held.get("class") or "")
        if not self.inside or ("name" not in held and tag != "option"):
            return
        if tag == "textarea":
            self.area = (held["name"], [])
        elif tag == "select":
            self.select = held["name"]
            self.found.append((self.select, ""))
        elif tag == "option" and "selected" in held:
            self.found[-1] = (self.select, held["value"])
        elif tag == "input" and (held.get("type") not in {"radio", "checkbox"} or "checked" in held):
            self.found.append((held["name"], held.get("value") or ""))

    def handle_data(self, data):
        if self.area:
            self.area[1].append(data)

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            name, words = self.area
            self.found.append((name, "".join(words).removeprefix("\n")))
            self.area = None
        if tag == "form":
            self.inside = False


def fields_in(html):
    """What the form of a meeting would send, by name; choices of several as lists."""
    parser = _Fields()
    parser.feed(html)
    fields = {}
    for name, value in parser.found:
        if name in SEVERAL:
            fields.setdefault(name, []).append(value)
        elif name != "csrfmiddlewaretoken":
            fields[name] = value
    return fields


def form_of(client, address):
    """The same of a page as it is opened."""
    return fields_in(client.get(address).text)


def send(client, address, typed, button="save"):
    """Press a button of the form."""
    return client.post(address, {**typed, button: "1"})
