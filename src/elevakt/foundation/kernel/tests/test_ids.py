import uuid

from hypothesis import given
from hypothesis import strategies as st

from elevakt.foundation.kernel import ids


@given(st.integers(2, 300))
def test_keys_come_in_order_and_never_twice(how_many):
    keys = [ids.new() for _ in range(how_many)]

    assert keys == sorted(set(keys))


def test_a_key_is_a_version_7_uuid():
    key = ids.new()

    assert (key.version, key.variant) == (7, uuid.RFC_4122)
