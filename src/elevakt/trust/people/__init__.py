"""Who is: the organisation and its people after SS 12000:2020 (version 2.1)."""
