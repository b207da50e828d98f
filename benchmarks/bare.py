"""The least that a validator of XML does: parse each file, validate it against a schema.

python benchmarks/bare.py SCHEMA FOLDER
"""

import os
import sys

from lxml import etree

schema = etree.XMLSchema(etree.parse(sys.argv[1]))
bad = 0
for name in sorted(os.listdir(sys.argv[2])):
    with open(os.path.join(sys.argv[2], name), "rb") as file:
        bad += not schema.validate(etree.fromstring(file.read()))
sys.exit(bool(bad))
