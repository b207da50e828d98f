"""Both formats say the same: promise 2."""

from hypothesis import given

from parlq.formats import akn
from parlq.formats import json as json_
from parlq.testing import documents


@given(documents())
def test_json_goes_through_akoma_ntoso(document):
    """JSON, value, Akoma Ntoso, value, JSON: the same bytes at both ends."""
    data = json_.dumps(document)
    assert data == json_.dumps(akn.loads(akn.dumps(json_.loads(data))))


@given(documents())
def test_akoma_ntoso_goes_through_json(document):
    """Akoma Ntoso, value, JSON, value, Akoma Ntoso: the same bytes at both ends."""
    data = akn.dumps(document)
    assert data == akn.dumps(json_.loads(json_.dumps(akn.loads(data))))
