"""The rules of OAI-PMH 2.0 and of simple Dublin Core as schemas of our own: no network is needed."""

from functools import cache

from lxml import etree

OAI = "{http://www.openarchives.org/OAI/2.0/}"
XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
TERMS = [
    "title",
    "creator",
    "subject",
    "description",
    "publisher",
    "contributor",
    "date",
    "type",
    "format",
    "identifier",
    "source",
    "language",
    "relation",
    "coverage",
    "rights",
]
ERRORS = [
    "cannotDisseminateFormat",
    "idDoesNotExist",
    "badArgument",
    "badVerb",
    "noMetadataFormats",
    "noRecordsMatch",
    "badResumptionToken",
    "noSetHierarchy",
]
VERBS = ("Identify", "ListMetadataFormats", "ListSets", "GetRecord", "ListIdentifiers", "ListRecords")
MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
NAME = r"[A-Za-z0-9\-_\.!~\*'\(\)]+"


def _choices(name, values):
    listed = "".join(f'<xs:enumeration value="{value}"/>' for value in values)
    return f'<xs:simpleType name="{name}"><xs:restriction base="xs:string">{listed}</xs:restriction></xs:simpleType>'


def _pattern(name, pattern):
    return (
        f'<xs:simpleType name="{name}"><xs:restriction base="xs:string"><xs:pattern value="{pattern}"/>'
        "</xs:restriction></xs:simpleType>"
    )


def _sequence(name, *parts):
    held = "".join(
        f'<xs:element name="{part}" type="{kind}" minOccurs="{low}" maxOccurs="{high}"/>'
        for part, kind, low, high in parts
    )
    return f'<xs:complexType name="{name}"><xs:sequence>{held}</xs:sequence></xs:complexType>'


def _any(name):
    wild = '<xs:any namespace="##other" processContents="lax"/>'
    return f'<xs:complexType name="{name}"><xs:sequence>{wild}</xs:sequence></xs:complexType>'


MANY = "unbounded"
PROTOCOL = f"""<xs:schema {XS} xmlns="http://www.openarchives.org/OAI/2.0/"
 targetNamespace="http://www.openarchives.org/OAI/2.0/" elementFormDefault="qualified">
 {_choices("verb", VERBS)}{_choices("code", ERRORS)}{_choices("gone", ["deleted"])}
 {_choices("kept", ["no", "persistent", "transient"])}{_choices("version", ["2.0"])}
 {_choices("granularity", ["YYYY-MM-DD", "YYYY-MM-DDThh:mm:ssZ"])}
 {_pattern("moment", MOMENT)}{_pattern("date", f"{MOMENT}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}")}
 {_pattern("prefix", NAME)}{_pattern("spec", f"{NAME}(:{NAME})*")}{_pattern("mail", "[^ @]+@([^ .@]+[.])+[^ .@]+")}
 {_any("about")}
 {
    _sequence(
        "identify",
        ("repositoryName", "xs:string", 1, 1),
        ("baseURL", "xs:anyURI", 1, 1),
        ("protocolVersion", "version", 1, 1),
        ("adminEmail", "mail", 1, MANY),
        ("earliestDatestamp", "date", 1, 1),
        ("deletedRecord", "kept", 1, 1),
        ("granularity", "granularity", 1, 1),
        ("compression", "xs:string", 0, MANY),
        ("description", "about", 0, MANY),
    )
}
 {
    _sequence(
        "format",
        ("metadataPrefix", "prefix", 1, 1),
        ("schema", "xs:anyURI", 1, 1),
        ("metadataNamespace", "xs:anyURI", 1, 1),
    )
}
 {_sequence("formats", ("metadataFormat", "format", 1, MANY))}
 {_sequence("set", ("setSpec", "spec", 1, 1), ("setName", "xs:string", 1, 1), ("setDescription", "about", 0, MANY))}
 {_sequence("sets", ("set", "set", 1, MANY), ("resumptionToken", "token", 0, 1))}
 <xs:complexType name="header"><xs:sequence>
  <xs:element name="identifier" type="xs:anyURI"/><xs:element name="datestamp" type="moment"/>
  <xs:element name="setSpec" type="spec" minOccurs="0" maxOccurs="unbounded"/>
 </xs:sequence><xs:attribute name="status" type="gone"/></xs:complexType>
 {_sequence("record", ("header", "header", 1, 1), ("metadata", "about", 0, 1), ("about", "about", 0, MANY))}
 {_sequence("one", ("record", "record", 1, 1))}
 {_sequence("headers", ("header", "header", 1, MANY), ("resumptionToken", "token", 0, 1))}
 {_sequence("records", ("record", "record", 1, MANY), ("resumptionToken", "token", 0, 1))}
 <xs:complexType name="token"><xs:simpleContent><xs:extension base="xs:string">
  <xs:attribute name="expirationDate" type="xs:dateTime"/>
  <xs:attribute name="completeListSize" type="xs:positiveInteger"/>
  <xs:attribute name="cursor" type="xs:nonNegativeInteger"/>
 </xs:extension></xs:simpleContent></xs:complexType>
 <xs:complexType name="error"><xs:simpleContent><xs:extension base="xs:string">
  <xs:attribute name="code" type="code" use="required"/></xs:extension></xs:simpleContent></xs:complexType>
 <xs:complexType name="request"><xs:simpleContent><xs:extension base="xs:anyURI">
  <xs:attribute name="verb" type="verb"/><xs:attribute name="identifier" type="xs:anyURI"/>
  <xs:attribute name="metadataPrefix" type="prefix"/><xs:attribute name="from" type="date"/>
  <xs:attribute name="until" type="date"/><xs:attribute name="set" type="spec"/>
  <xs:attribute name="resumptionToken" type="xs:string"/></xs:extension></xs:simpleContent></xs:complexType>
 <xs:element name="OAI-PMH"><xs:complexType><xs:sequence>
  <xs:element name="responseDate" type="moment"/><xs:element name="request" type="request"/>
  <xs:choice><xs:element name="error" type="error" maxOccurs="unbounded"/>
   <xs:element name="Identify" type="identify"/><xs:element name="ListMetadataFormats" type="formats"/>
   <xs:element name="ListSets" type="sets"/><xs:element name="GetRecord" type="one"/>
   <xs:element name="ListIdentifiers" type="headers"/><xs:element name="ListRecords" type="records"/></xs:choice>
 </xs:sequence></xs:complexType></xs:element>
</xs:schema>"""
DUBLIN_CORE = f"""<xs:schema {XS} targetNamespace="http://www.openarchives.org/OAI/2.0/oai_dc/">
 <xs:element name="dc"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
 <xs:any namespace="http://purl.org/dc/elements/1.1/" processContents="skip"/></xs:choice></xs:complexType></xs:element>
</xs:schema>"""


@cache
def schema(text):
    """A schema, ready."""
    return etree.XMLSchema(etree.fromstring(text))


def check(content):
    """The root of an answer that keeps to the rules of the protocol; of its Dublin Core, too."""
    root = etree.fromstring(content)
    schema(PROTOCOL).assertValid(root)
    for record in root.iter("{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"):
        schema(DUBLIN_CORE).assertValid(etree.ElementTree(record))
        assert {etree.QName(one).localname for one in record} <= set(TERMS)
        assert [
            one for one in record if len(one) or set(one.attrib) - {"{http://www.w3.org/XML/1998/namespace}lang"}
        ] == []
    return root


def error_of(content):
    """The code of an answer that is an error."""
    return check(content).find(f"{OAI}error").get("code")
