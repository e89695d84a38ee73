"""Writers that know no meeting rules."""
