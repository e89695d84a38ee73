"""Planning: who is bound when and where, what lies near what, which days are freer; it reads and changes nothing."""
