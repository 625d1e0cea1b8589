-- Terms and breaks are set by the machinery for whoever administers, and taken away by it.
grant delete on people.calendar_period to :engine;
