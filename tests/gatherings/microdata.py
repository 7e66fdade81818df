"""What a page tells machines in microdata, read as the standard says: items with a type and properties, as JSON has them."""

import json

import html5lib

VALUES = {"meta": "content", "link": "href", "a": "href", "time": "datetime", "img": "src"}


def items_in(html):
    """The items of a page that belong to no other, as a program reads them from JSON."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return json.loads(json.dumps(list(found_below(tree))))


def found_below(element):
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if "itemscope" in child.attrib and "itemprop" not in child.attrib:
            yield item(child)
        else:
            yield from found_below(child)


def item(element):
    properties = {}
    for child in properties_of(element):
        for name in child.attrib["itemprop"].split():
            properties.setdefault(name, []).append(value_of(child))
    return {"type": element.attrib["itemtype"], "properties": properties}


def properties_of(element):
    """The elements below it that are properties of this item, and not of one inside it."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if "itemprop" in child.attrib:
            yield child
        if "itemscope" not in child.attrib:
            yield from properties_of(child)


def value_of(element):
    if "itemscope" in element.attrib:
        return item(element)
    return element.attrib[VALUES[element.tag]] if element.tag in VALUES else "".join(element.itertext()).strip()
