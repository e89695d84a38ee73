"""Whatever a document printed, the XML is well-formed and says the same."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from iscm.publication.harvest.xml import Element, writable, write

TEXT = st.text(alphabet=st.characters(codec=None))


@given(TEXT, TEXT)
def test_any_text_comes_back_without_what_xml_cannot_hold(text, attribute):
    found = etree.fromstring(write(Element("a", (Element("b", text, {"c": attribute}),))).encode())
    assert (found[0].text or "", found[0].get("c")) == (writable(text), writable(attribute))


def test_only_what_xml_cannot_hold_is_left_out():
    said = "a\tb\nc\r <d> & 'e' \"f\" \u202eg\u202c \u0645 \U0001f600"
    assert writable(f"\x00\x08\x0b\x1f{said}\ud800\ufffe\uffff") == said


def test_attributes_without_value_and_empty_elements_are_short():
    assert write(Element("a", "", {"b": None, "c": 1, "d": ""})) == '<a c="1" d=""/>'
